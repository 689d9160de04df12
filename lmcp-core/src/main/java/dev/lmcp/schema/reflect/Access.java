package dev.lmcp.schema.reflect;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Reaches the constructor and the accessors of a record: by the right of its author, or of this module. */
final class Access {

    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);
    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

    private final MethodHandles.@Nullable Lookup author;

    Access(MethodHandles.@Nullable Lookup author) {
        this.author = author;
    }

    /** Returns a handle from an array of the components to the record. */
    MethodHandle constructor(Class<?> type, RecordComponent[] components) throws IllegalAccessException {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        Constructor<?> constructor;
        try {
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the record " + type + " has no canonical constructor", e);
        }
        return lookup(type, constructor)
                .unreflectConstructor(constructor)
                .asSpreader(Object[].class, components.length)
                .asType(CONSTRUCTOR);
    }

    /** Returns a handle from the record to a component of it. */
    MethodHandle accessor(RecordComponent component) throws IllegalAccessException {
        return lookup(component.getDeclaringRecord(), component.getAccessor())
                .unreflect(component.getAccessor())
                .asType(ACCESSOR);
    }

    private MethodHandles.Lookup lookup(Class<?> type, AccessibleObject member) throws IllegalAccessException {
        if (author != null) {
            try {
                return MethodHandles.privateLookupIn(type, author);
            } catch (IllegalAccessException e) {
                // another module's record: this module may reach it all the same
            }
        }
        if (!member.trySetAccessible()) {
            throw new IllegalAccessException("the package is not open");
        }
        return MethodHandles.lookup();
    }

    /** Returns what to do if the record cannot be reached. */
    static String remedy(Class<?> type) {
        return "is a record that cannot be reached, as the module '"
                + type.getModule().getName() + "' does not open its package; expected 'opens " + type.getPackageName()
                + " to dev.lmcp.core;' in its module-info.java, or Shape.of with a lookup of that module";
    }
}
