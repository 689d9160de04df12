package dev.lmcp.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Which types have a schema: those that {@code Shape.of} takes as components of a record. */
final class SchemaRules {

    private static final Set<String> VALUES = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Duration",
            "java.time.Period",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.ZoneId",
            "java.net.URI",
            "java.util.UUID",
            "tools.jackson.databind.JsonNode",
            "tools.jackson.databind.node.ObjectNode");

    private static final Set<String> OPTIONALS =
            Set.of("java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");

    private static final Set<String> CONTAINERS = Set.of("java.util.List", "java.util.Set", "java.util.Collection");

    private static final String EXPECTED =
            ", for which there is no schema; expected text, a number, a boolean, an enum, a"
                    + " record, a sealed interface of records, java.time, URI, UUID, JsonNode, or an Optional, a List, a Set, an array"
                    + " or a Map<String, \u2026> of them: use one of these, or a record that holds it";

    private final Types types;
    private final Deque<String> path = new ArrayDeque<>();

    SchemaRules(Types types) {
        this.types = types;
    }

    /** Returns what is wrong with a type of a parameter, as the end of a sentence. */
    Optional<String> problem(TypeMirror type) {
        return present(type, "has the type '" + JavaTypes.shown(type) + "'");
    }

    /** Returns what is wrong with the type of a structured result, as the end of a sentence. */
    Optional<String> problemOfResult(TypeMirror type) {
        String prefix = "has the type '" + JavaTypes.shown(type) + "'";
        if (!JavaTypes.isRecord(type) && !JavaTypes.isSealed(type)) {
            return Optional.of(prefix + "; expected a record, or a sealed interface of records: name one");
        }
        return JavaTypes.element(type).getTypeParameters().isEmpty()
                ? problem(type, prefix)
                : Optional.of(prefix + "; expected a record without type parameters: return a record that holds it");
    }

    /** What is wrong with a type of a parameter or a component, which may be optional. */
    private Optional<String> present(TypeMirror type, String prefix) {
        if (OPTIONALS.contains(JavaTypes.nameOf(type))) {
            return Optional.empty();
        }
        return Returned.isOptional(type) ? problem(JavaTypes.arguments(type).get(0), prefix) : problem(type, prefix);
    }

    private Optional<String> problem(TypeMirror type, String prefix) {
        if (type instanceof ArrayType array) {
            return problem(array.getComponentType(), prefix);
        }
        if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
            return problem(wildcard.getExtendsBound(), prefix);
        }
        String name = JavaTypes.nameOf(type);
        // a type parameter in a case of a sealed interface: the start of the server knows what it stands for
        if (VALUES.contains(name)
                || type.getKind() == TypeKind.TYPEVAR
                || (type.getKind().isPrimitive() && type.getKind() != TypeKind.CHAR)) {
            return Optional.empty();
        }
        List<? extends TypeMirror> arguments = JavaTypes.arguments(type);
        if (CONTAINERS.contains(name) && arguments.size() == 1) {
            return problem(arguments.get(0), prefix);
        }
        if (name.equals("java.util.Map")
                && arguments.size() == 2
                && JavaTypes.nameOf(arguments.get(0)).equals("java.lang.String")) {
            return problem(arguments.get(1), prefix);
        }
        if (JavaTypes.isEnum(type) || JavaTypes.isRecord(type) || JavaTypes.isSealed(type)) {
            return ownType((DeclaredType) type, prefix);
        }
        return Optional.of(prefix + EXPECTED);
    }

    private Optional<String> ownType(DeclaredType type, String prefix) {
        TypeElement element = JavaTypes.element(type);
        for (Element at = element; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                return Optional.of(prefix + ", but '" + at.getSimpleName()
                        + "' is private; expected a type that the generated provider can see: remove 'private'");
            }
        }
        if (element.getKind() == ElementKind.ENUM) {
            return Optional.empty();
        }
        String shown = JavaTypes.shown(type);
        if (path.contains(element.getQualifiedName() + shown)) {
            return Optional.of(prefix + ", but '" + shown
                    + "' contains itself; expected a schema that ends: use JsonNode for the inner one");
        }
        path.push(element.getQualifiedName() + shown);
        Optional<String> problem =
                element.getKind() == ElementKind.RECORD ? components(type, element, prefix) : cases(element, prefix);
        path.pop();
        return problem;
    }

    private Optional<String> components(DeclaredType type, TypeElement element, String prefix) {
        for (RecordComponentElement component : element.getRecordComponents()) {
            TypeMirror held = ((ExecutableType) types.asMemberOf(type, component.getAccessor())).getReturnType();
            Optional<String> problem = present(
                    held,
                    prefix + ", whose component '" + component.getSimpleName() + "' has the type '"
                            + JavaTypes.shown(held) + "'");
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<String> cases(TypeElement type, String prefix) {
        for (TypeMirror permitted : type.getPermittedSubclasses()) {
            Optional<String> problem =
                    problem(permitted, prefix + ", which permits '" + JavaTypes.shown(permitted) + "'");
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
