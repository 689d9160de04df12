package dev.lmcp.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What one annotation says. An attribute that was left out is empty, or {@code false}. */
record Attributes(AnnotationMirror mirror, Map<String, AnnotationValue> values) {

    /** The package of lmcp's annotations. */
    static final String PACKAGE = "dev.lmcp.annotation.";

    static Attributes of(AnnotationMirror mirror) {
        Map<String, AnnotationValue> values = new LinkedHashMap<>();
        mirror.getElementValues()
                .forEach((method, value) -> values.put(method.getSimpleName().toString(), value));
        return new Attributes(mirror, values);
    }

    /** Returns the annotation of lmcp with this simple name. */
    static Optional<Attributes> of(Element element, String simpleName) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> nameOf(mirror).equals(PACKAGE + simpleName))
                .findFirst()
                .map(Attributes::of);
    }

    static String nameOf(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    @Nullable
    AnnotationValue find(String name) {
        return values.get(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        AnnotationValue value = values.get(name);
        return value != null && value.getValue() instanceof String text ? text : "";
    }

    boolean flag(String name) {
        AnnotationValue value = values.get(name);
        return value != null && Boolean.TRUE.equals(value.getValue());
    }

    /** Returns the type of an attribute that is a class, unless it is {@code void.class}. */
    Optional<TypeMirror> type(String name) {
        AnnotationValue value = values.get(name);
        return value != null
                        && value.getValue() instanceof TypeMirror type
                        && !type.getKind().isPrimitive()
                ? Optional.of(type).filter(given -> given.getKind() != javax.lang.model.type.TypeKind.VOID)
                : Optional.empty();
    }

    /** Returns the strings, or the names of the constants, of an attribute that is an array or one of them. */
    List<String> texts(String name) {
        AnnotationValue value = values.get(name);
        if (value == null) {
            return List.of();
        }
        List<?> items = value.getValue() instanceof List<?> list ? list : List.of(value);
        return items.stream()
                .map(item -> ((AnnotationValue) item).getValue())
                .map(item -> item instanceof VariableElement constant
                        ? constant.getSimpleName().toString()
                        : item.toString())
                .toList();
    }
}
