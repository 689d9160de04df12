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
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

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

    private static final Set<String> CONTAINERS = Set.of("java.util.Optional", "java.util.List", "java.util.Set");

    private static final String EXPECTED =
            "; expected text, a number, a boolean, an enum, a record, a sealed interface of"
                    + " records, java.time, URI, UUID, JsonNode, or an Optional, List, Set or Map<String, \u2026> of them: use one of"
                    + " these, or a record that holds it";

    private final Deque<TypeElement> path = new ArrayDeque<>();

    /** Returns what is wrong with a type, as the end of a sentence. */
    Optional<String> problem(TypeMirror type) {
        return problem(type, "has the type '" + JavaTypes.shown(type) + "'");
    }

    private Optional<String> problem(TypeMirror type, String prefix) {
        if (type.getKind().isPrimitive()) {
            return type.getKind() == TypeKind.CHAR
                    ? Optional.of(prefix + ", for which there is no schema" + EXPECTED)
                    : Optional.empty();
        }
        if (type instanceof ArrayType array) {
            return problem(array.getComponentType(), prefix);
        }
        String name = JavaTypes.nameOf(type);
        if (VALUES.contains(name)) {
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
            return ownType(JavaTypes.element(type), arguments, prefix);
        }
        return Optional.of(prefix + ", for which there is no schema" + EXPECTED);
    }

    private Optional<String> ownType(TypeElement type, List<? extends TypeMirror> arguments, String prefix) {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                return Optional.of(prefix + ", but '" + at.getSimpleName()
                        + "' is private; expected a type that the generated provider can see: remove 'private'");
            }
        }
        if (type.getKind() == ElementKind.ENUM) {
            return Optional.empty();
        }
        if (!arguments.isEmpty()) {
            return Optional.of(prefix + ", but '" + type.getSimpleName()
                    + "' has type parameters; expected none: write a record of its own");
        }
        if (path.contains(type)) {
            return Optional.of(prefix + ", but '" + type.getSimpleName()
                    + "' contains itself; expected a schema that ends: use JsonNode for the inner one");
        }
        path.push(type);
        Optional<String> problem =
                type.getKind() == ElementKind.RECORD ? components(type, prefix) : cases(type, prefix);
        path.pop();
        return problem;
    }

    private Optional<String> components(TypeElement type, String prefix) {
        for (RecordComponentElement component : type.getRecordComponents()) {
            Optional<String> problem = problem(
                    component.asType(),
                    prefix + ", whose component '" + component.getSimpleName() + "' has the type '"
                            + JavaTypes.shown(component.asType()) + "'");
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
