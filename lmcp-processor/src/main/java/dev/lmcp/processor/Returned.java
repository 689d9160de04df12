package dev.lmcp.processor;

import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What an annotated method returns. */
enum Returned {
    /** The result of its kind, as it is. */
    RESULT,
    /** A record, or a sealed interface of records. */
    STRUCTURED,
    /** A {@code String}. */
    TEXT,
    /** A {@code byte[]}. */
    BYTES,
    /** A block of content, or a message. */
    ITEM,
    /** A {@code List} of them. */
    ITEMS,
    /** Nothing: {@code void}. */
    NOTHING,
    /** Something that cannot be used. */
    OTHER;

    /** Returns what a method of this kind returns; for a resource, the type within an {@code Optional}. */
    static Returned of(Kind kind, TypeMirror type, JavaTypes types) {
        return switch (kind) {
            case TOOL -> ofTool(type, types);
            case RESOURCE ->
                ofResource(isOptional(type) ? JavaTypes.arguments(type).get(0) : type);
            case PROMPT -> ofPrompt(type, types);
        };
    }

    static boolean isOptional(TypeMirror type) {
        return JavaTypes.nameOf(type).equals("java.util.Optional")
                && JavaTypes.arguments(type).size() == 1;
    }

    private static Returned ofTool(TypeMirror type, JavaTypes types) {
        if (type.getKind() == TypeKind.VOID) {
            return NOTHING;
        }
        if (JavaTypes.nameOf(type).equals("dev.lmcp.ToolResult")) {
            return RESULT;
        }
        if (types.isA(type, "dev.lmcp.Content")) {
            return ITEM;
        }
        if (isListOf(type, "dev.lmcp.Content", types)) {
            return ITEMS;
        }
        return JavaTypes.isRecord(type) || JavaTypes.isSealed(type) ? STRUCTURED : text(type);
    }

    private static Returned ofResource(TypeMirror type) {
        if (type.getKind() == TypeKind.ARRAY) {
            return ((ArrayType) type).getComponentType().getKind() == TypeKind.BYTE ? BYTES : OTHER;
        }
        return JavaTypes.nameOf(type).equals("dev.lmcp.ResourceResult") ? RESULT : text(type);
    }

    private static Returned ofPrompt(TypeMirror type, JavaTypes types) {
        if (isListOf(type, "dev.lmcp.PromptMessage", types)) {
            return ITEMS;
        }
        return switch (JavaTypes.nameOf(type)) {
            case "dev.lmcp.PromptResult" -> RESULT;
            case "dev.lmcp.PromptMessage" -> ITEM;
            default -> text(type);
        };
    }

    private static Returned text(TypeMirror type) {
        return JavaTypes.nameOf(type).equals("java.lang.String") ? TEXT : OTHER;
    }

    private static boolean isListOf(TypeMirror type, String qualifiedName, JavaTypes types) {
        if (!JavaTypes.nameOf(type).equals("java.util.List")
                || JavaTypes.arguments(type).size() != 1) {
            return false;
        }
        TypeMirror item = JavaTypes.arguments(type).get(0);
        if (item instanceof javax.lang.model.type.WildcardType wildcard) {
            TypeMirror bound = wildcard.getExtendsBound();
            return bound != null && types.isA(bound, qualifiedName);
        }
        return types.isA(item, qualifiedName);
    }
}
