package dev.lmcp.processor;

import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the processor asks about types. */
final class JavaTypes {

    private final ProcessingEnvironment environment;

    JavaTypes(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** Returns the qualified name of a class or an interface; empty for other types. */
    static String nameOf(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? element(type).getQualifiedName().toString()
                : "";
    }

    static TypeElement element(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }

    static List<? extends TypeMirror> arguments(TypeMirror type) {
        return type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
    }

    static boolean isRecord(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED && element(type).getKind() == ElementKind.RECORD;
    }

    /** Returns whether a type is a sealed interface. */
    static boolean isSealed(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && element(type).getKind() == ElementKind.INTERFACE
                && element(type).getModifiers().contains(Modifier.SEALED);
    }

    static boolean isEnum(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED && element(type).getKind() == ElementKind.ENUM;
    }

    /** Returns whether a type is a class of the core, or one below it. */
    boolean isA(TypeMirror type, String qualifiedName) {
        TypeElement wanted = environment.getElementUtils().getTypeElement(qualifiedName);
        return wanted != null
                && type.getKind() == TypeKind.DECLARED
                && environment
                        .getTypeUtils()
                        .isSubtype(
                                environment.getTypeUtils().erasure(type),
                                environment.getTypeUtils().erasure(wanted.asType()));
    }

    /** Returns the type as a person names it, without packages, outer classes and annotations. */
    static String shown(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return shown(array.getComponentType()) + "[]";
        }
        if (type instanceof DeclaredType declared) {
            String name = element(type).getSimpleName().toString();
            return declared.getTypeArguments().isEmpty()
                    ? name
                    : declared.getTypeArguments().stream()
                            .map(JavaTypes::shown)
                            .collect(Collectors.joining(", ", name + "<", ">"));
        }
        return new Imports("", List.of()).name(type);
    }
}
