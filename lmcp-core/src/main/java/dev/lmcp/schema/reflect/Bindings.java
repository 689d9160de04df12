package dev.lmcp.schema.reflect;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the type parameters of a generic record stand for, as {@code T} stands for {@code Item} in {@code Page<Item>}. */
final class Bindings {

    /** No parameters. */
    static final Bindings NONE = new Bindings(Map.of());

    /**
     * A type, and what the type parameters in it stand for.
     *
     * @param type the type with its annotations
     * @param bindings what its parameters stand for
     */
    record Bound(AnnotatedType type, Bindings bindings) {}

    private final Map<TypeVariable<?>, Bound> known;

    private Bindings(Map<TypeVariable<?>, Bound> known) {
        this.known = known;
    }

    /** Returns the type itself if it is a parameter or a wildcard, as far as that is known. */
    Bound resolve(AnnotatedType type) {
        if (type instanceof AnnotatedWildcardType wildcard) {
            return resolve(wildcard.getAnnotatedUpperBounds()[0]);
        }
        Bound bound = type.getType() instanceof TypeVariable<?> variable ? known.get(variable) : null;
        return bound == null ? new Bound(type, this) : bound;
    }

    /** Returns what the parameters of a generic class stand for at the place of this type. */
    Bindings of(AnnotatedType type, Class<?> generic) {
        TypeVariable<?>[] parameters = generic.getTypeParameters();
        if (parameters.length == 0) {
            return NONE;
        }
        Map<TypeVariable<?>, Bound> bound = new HashMap<>();
        for (int i = 0; i < parameters.length; i++) {
            bound.put(parameters[i], resolve(arguments(type).get(i)));
        }
        return new Bindings(bound);
    }

    /** Returns what the parameters of a case of a sealed interface stand for, if those of the interface are these. */
    Bindings ofCase(Class<?> kind, Class<?> sealed) {
        Map<TypeVariable<?>, Bound> bound = new HashMap<>();
        for (AnnotatedType parent : kind.getAnnotatedInterfaces()) {
            List<AnnotatedType> given = raw(parent.getType()) == sealed ? arguments(parent) : List.of();
            for (int i = 0; i < given.size(); i++) {
                Bound argument = known.get(sealed.getTypeParameters()[i]);
                if (argument != null && given.get(i).getType() instanceof TypeVariable<?> variable) {
                    bound.put(variable, argument);
                }
            }
        }
        return new Bindings(bound);
    }

    /** Returns the types that a generic type has in angle brackets; none if it is raw, or not generic. */
    static List<AnnotatedType> arguments(AnnotatedType type) {
        // a class within a generic one comes as a parameterized type without parameters
        return type instanceof AnnotatedParameterizedType generic && type.getType() instanceof ParameterizedType
                ? List.of(generic.getAnnotatedActualTypeArguments())
                : List.of();
    }

    /** Returns the class of a type; that of an array of a parameter is the array of objects. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof GenericArrayType ? Object[].class : Object.class;
    }

    /** Returns the type as a program has it, with the parameters replaced. */
    String name(AnnotatedType type) {
        return name(type, Class::getSimpleName);
    }

    String name(AnnotatedType type, Function<Class<?>, String> naming) {
        Bound bound = resolve(type);
        if (bound.type() instanceof AnnotatedArrayType array) {
            return bound.bindings().name(array.getAnnotatedGenericComponentType(), naming) + "[]";
        }
        if (!arguments(bound.type()).isEmpty()) {
            return naming.apply(raw(bound.type().getType()))
                    + arguments(bound.type()).stream()
                            .map(argument -> bound.bindings().name(argument, naming))
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        return bound.type().getType() instanceof Class<?> plain
                ? naming.apply(plain)
                : bound.type().getType().getTypeName();
    }
}
