package dev.lmcp.processor;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Writes the annotations that a component of a record of arguments takes over from the parameter. */
final class AnnotationWriter {

    /** The column at which the component begins. */
    private static final int COLUMN = 12;

    private static final List<String> COPIED = List.of(
            Attributes.PACKAGE, "jakarta.validation.constraints.", "com.fasterxml.jackson.annotation.JsonProperty");

    private static final String DESCRIPTION = Attributes.PACKAGE + "Description";

    private final Imports imports;

    AnnotationWriter(Imports imports) {
        this.imports = imports;
    }

    /** Returns whether {@code Shape.of} may read the annotation. */
    static boolean isCopied(AnnotationMirror mirror) {
        String name = Attributes.nameOf(mirror);
        return COPIED.stream().anyMatch(name::startsWith);
    }

    /**
     * Returns the component for a parameter. The description is the first annotation. Java wants the bounds behind the dot
     * of a qualified type, as in {@code Outer.@Size(max = 2) Inner}.
     */
    String component(Parameter parameter) {
        String type = imports.name(parameter.type());
        int dot = type.lastIndexOf('.', type.indexOf('<') < 0 ? type.length() : type.indexOf('<'));
        Set<String> ofType = parameter.type().getAnnotationMirrors().stream()
                .filter(mirror -> dot >= 0)
                .map(Attributes::nameOf)
                .collect(Collectors.toSet());
        return parameter.description().map(this::description).orElse("")
                + annotations(parameter, mirror -> !ofType.contains(Attributes.nameOf(mirror)))
                + type.substring(0, dot + 1)
                + annotations(parameter, mirror -> ofType.contains(Attributes.nameOf(mirror)))
                + type.substring(dot + 1) + " " + parameter.name();
    }

    private String description(String text) {
        return "@" + imports.name(DESCRIPTION) + "("
                + Literals.of(text, COLUMN + "@Description(".length() + 1, COLUMN + 16) + ") ";
    }

    private String annotations(Parameter parameter, Predicate<AnnotationMirror> filter) {
        return parameter.element().getAnnotationMirrors().stream()
                .filter(mirror -> isCopied(mirror) && !Attributes.nameOf(mirror).equals(DESCRIPTION))
                .filter(filter)
                .map(mirror -> write(mirror) + " ")
                .collect(Collectors.joining());
    }

    String write(AnnotationMirror mirror) {
        String name =
                "@" + imports.name((TypeElement) mirror.getAnnotationType().asElement());
        var values = mirror.getElementValues();
        if (values.isEmpty()) {
            return name;
        }
        if (values.size() == 1) {
            var only = values.entrySet().iterator().next();
            if (only.getKey().getSimpleName().contentEquals("value")) {
                return name + "(" + value(only.getValue()) + ")";
            }
        }
        return values.entrySet().stream()
                .map(entry -> entry.getKey().getSimpleName() + " = " + value(entry.getValue()))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    private String value(AnnotationValue annotationValue) {
        Object value = annotationValue.getValue();
        if (value instanceof String text) {
            return Literals.quoted(text);
        }
        if (value instanceof VariableElement constant) {
            return imports.name(constant.asType()) + "." + constant.getSimpleName();
        }
        if (value instanceof TypeMirror type) {
            return imports.name(type) + ".class";
        }
        if (value instanceof AnnotationMirror inner) {
            return write(inner);
        }
        if (value instanceof List<?> items) {
            return items.stream()
                    .map(item -> value((AnnotationValue) item))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof Long number && number == number.intValue()
                ? number.toString()
                : annotationValue.toString();
    }
}
