package dev.lmcp.schema.reflect;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The annotations at one place that say something about a value, by their names.
 *
 * <p>Those of Jakarta Validation and Jackson are on the field and the type of a component, as these
 * libraries do not know records.
 */
final class Notes {

    private static final String OWN = "dev.lmcp.annotation.";
    private static final String JAKARTA = "jakarta.validation.constraints.";
    private static final String JACKSON = "com.fasterxml.jackson.annotation.";

    private final Map<String, Annotation> known = new LinkedHashMap<>();

    static Notes of(RecordComponent component) {
        Notes notes = of(component.getAnnotatedType());
        notes.addAll(component);
        try {
            notes.addAll(component.getDeclaringRecord().getDeclaredField(component.getName()));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("the record has no field for " + component, e);
        }
        return notes;
    }

    static Notes of(AnnotatedType type) {
        return of((AnnotatedElement) type);
    }

    static Notes of(AnnotatedElement element) {
        Notes notes = new Notes();
        notes.addAll(element);
        return notes;
    }

    private void addAll(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            String name = annotation.annotationType().getName();
            if (isOf(OWN, name) || isOf(JAKARTA, name) || isOf(JACKSON, name)) {
                known.put(name, annotation);
            }
        }
    }

    private static boolean isOf(String family, String name) {
        return name.startsWith(family) && name.indexOf('.', family.length()) < 0;
    }

    /** Returns the text of an annotation of lmcp, or else of one of Jackson; empty if there is none. */
    Optional<String> text(String own, String jackson) {
        return find(OWN + own)
                .or(() -> find(JACKSON + jackson))
                .map(annotation -> String.valueOf(value(annotation, "value")))
                .filter(text -> !text.isEmpty());
    }

    /** Returns an annotation of lmcp. */
    <A extends Annotation> Optional<A> own(Class<A> type) {
        return find(type.getName()).map(type::cast);
    }

    /** Returns the annotations of lmcp, and those of Jakarta Validation, with this simple name. */
    Iterable<Annotation> constraints() {
        return known.values();
    }

    private Optional<Annotation> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Returns a value of an annotation whose type is not known to the compiler. */
    static Object value(Annotation annotation, String name) {
        try {
            return annotation.annotationType().getMethod(name).invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "the annotation " + annotation + " has no value '" + name + "' that can be read", e);
        }
    }
}
