package dev.lmcp.schema.reflect;

import dev.lmcp.schema.Codec;
import dev.lmcp.schema.DescribedCodec;
import dev.lmcp.schema.ListCodec;
import dev.lmcp.schema.MapCodec;
import dev.lmcp.schema.Scalars;
import dev.lmcp.schema.TreeCodec;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Finds the codec of a type, and of the types within it. Not safe for concurrent use. */
public final class TypeReader {

    private static final String EXPECTED =
            "; expected text, a number, a boolean, an enum, a record, a sealed interface of"
                    + " records, a list, a set, an array, a map, a type of java.time, URI, UUID, or JsonNode for any JSON";

    private static final Map<Class<?>, Class<?>> OPTIONALS = Map.of(
            OptionalInt.class, Integer.class, OptionalLong.class, Long.class, OptionalDouble.class, Double.class);

    private static final int MAX_DEPTH = 32;

    private final Faults faults;
    private final RecordReader records;
    private final SealedReader sealed;
    private final EnumReader enums;
    private final Deque<String> open = new ArrayDeque<>();

    TypeReader(Access access, Faults faults) {
        this.faults = faults;
        this.records = new RecordReader(access, faults, this);
        this.sealed = new SealedReader(faults, this);
        this.enums = new EnumReader(faults);
    }

    /**
     * Returns the codec of a class that is no collection.
     *
     * @throws IllegalArgumentException if it has no shape; the message names every fault and its place
     */
    public static <V> Codec<V> read(Class<V> type) {
        Faults faults = new Faults();
        Codec<?> codec = new TypeReader(new Access(null), faults).plain(type, type.getSimpleName());
        faults.throwIfAny();
        @SuppressWarnings("unchecked")
        Codec<V> typed = (Codec<V>) codec;
        return typed;
    }

    Codec<?> root(Class<?> type) {
        String path = type.getSimpleName();
        if (type.getTypeParameters().length > 0) {
            faults.add(
                    path,
                    "is generic; expected a record without type parameters: name the types in a component of one,"
                            + " as in Page<Item>");
        } else if (isStructured(type)) {
            return structured(type, Bindings.NONE, type.getName(), path);
        } else {
            faults.add(path, "is no record; expected a record or a sealed interface of records");
        }
        return TreeCodec.ANY;
    }

    /** Returns the codec of what is there if a component is present. */
    Codec<?> present(Bindings.Bound bound, String path) {
        Class<?> raw = Bindings.raw(bound.type().getType());
        Class<?> number = OPTIONALS.get(raw);
        if (number != null) {
            return Scalars.find(number).orElseThrow();
        }
        if (raw != Optional.class) {
            return codec(bound, path);
        }
        return argument(bound, 0, path);
    }

    /** Returns the codec of an argument of a generic type, with the bounds that its annotations say. */
    private Codec<?> argument(Bindings.Bound outer, int index, String path) {
        List<AnnotatedType> arguments = Bindings.arguments(outer.type());
        if (arguments.isEmpty()) {
            return raw(outer.bindings().name(outer.type()), path);
        }
        return bounded(outer.bindings().resolve(arguments.get(index)), path);
    }

    private Codec<?> raw(String name, String path) {
        faults.add(path, "is of the raw type '" + name + "'; expected it with its types, as in List<String>");
        return TreeCodec.ANY;
    }

    private Codec<?> bounded(Bindings.Bound bound, String path) {
        return new Constraints(path, faults).apply(Notes.of(bound.type()), codec(bound, path));
    }

    private Codec<?> codec(Bindings.Bound bound, String path) {
        AnnotatedType type = bound.type();
        Class<?> raw = Bindings.raw(type.getType());
        if (type instanceof AnnotatedArrayType array) {
            return Arrays.codec(
                    bounded(bound.bindings().resolve(array.getAnnotatedGenericComponentType()), path + "[]"), raw);
        } else if (type.getType() instanceof TypeVariable<?>) {
            faults.add(
                    path, "has the type parameter '" + type.getType() + "', which stands for nothing here" + EXPECTED);
            return TreeCodec.ANY;
        } else if (raw == List.class || raw == Collection.class) {
            return ListCodec.list(argument(bound, 0, path + "[]"));
        } else if (raw == Set.class) {
            return ListCodec.set(argument(bound, 0, path + "[]"));
        } else if (raw == Map.class) {
            return map(bound, path);
        } else if (isStructured(raw) && !Bindings.arguments(type).isEmpty()) {
            String name = bound.bindings().name(type, Class::getName);
            return structured(raw, bound.bindings().of(type, raw), name, path);
        }
        return plain(raw, path);
    }

    /** Returns the codec of a class without type parameters. */
    private Codec<?> plain(Class<?> type, String path) {
        Optional<? extends Codec<?>> scalar = Scalars.find(type);
        if (scalar.isPresent()) {
            return scalar.get();
        } else if (type.isEnum()) {
            return enums.codec(type, path);
        } else if (isStructured(type)) {
            return type.getTypeParameters().length > 0
                    ? raw(type.getSimpleName(), path)
                    : structured(type, Bindings.NONE, type.getName(), path);
        }
        faults.add(path, "has the type '" + type.getSimpleName() + "', which has no shape" + EXPECTED);
        return TreeCodec.ANY;
    }

    private static boolean isStructured(Class<?> type) {
        return type.isRecord() || (type.isInterface() && type.isSealed());
    }

    private Codec<?> map(Bindings.Bound bound, String path) {
        List<AnnotatedType> arguments = Bindings.arguments(bound.type());
        if (!arguments.isEmpty()) {
            Bindings.Bound key = bound.bindings().resolve(arguments.get(0));
            if (key.type().getType() != String.class) {
                faults.add(
                        path,
                        "is a map with the keys '" + key.bindings().name(key.type())
                                + "', and names in JSON are text; expected String");
            }
        }
        return MapCodec.of(argument(bound, 1, path + "{}"));
    }

    /** Returns the codec of a record or of a sealed interface, unless it stands in itself. */
    Codec<?> structured(Class<?> type, Bindings bindings, String name, String path) {
        if (open.contains(name) || open.size() == MAX_DEPTH) {
            faults.add(
                    path,
                    "leads to '" + type.getSimpleName()
                            + "' again, and clients refuse a schema that refers to itself; expected"
                            + " an end: a list of items that name their parents, or JsonNode");
            return TreeCodec.ANY;
        }
        open.push(name);
        try {
            Codec<?> codec =
                    type.isRecord() ? records.object(type, bindings, path) : sealed.variants(type, bindings, path);
            return DescribedCodec.of(
                    codec,
                    Notes.of(type).text("Description", "JsonClassDescription").orElse(""));
        } finally {
            open.pop();
        }
    }
}
