package dev.lmcp;

import dev.lmcp.schema.BooleanCodec;
import dev.lmcp.schema.ChoiceCodec;
import dev.lmcp.schema.Codec;
import dev.lmcp.schema.Member;
import dev.lmcp.schema.NumberCodec;
import dev.lmcp.schema.NumberKind;
import dev.lmcp.schema.ObjectCodec;
import dev.lmcp.schema.TextCodec;
import dev.lmcp.schema.reflect.TypeReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Declares the properties of an object shape, in the order in which the model sees them.
 *
 * <p>A name may be declared once. Not safe for concurrent use; used by the lambda of {@link Shape#object} only.
 */
public final class Fields {

    private final Map<String, Property<?, ?>> declared = new LinkedHashMap<>();

    Fields() {}

    /** Declares text: a JSON string. */
    public TextField<String> string(String name) {
        return new TextField<>(add(name, TextCodec.ANY));
    }

    /** Declares an integer of 32 bits: a JSON number without a fraction, {@code 1.0} included. */
    public NumberField<Integer, Integer> integer(String name) {
        return new NumberField<>(add(name, NumberCodec.of(NumberKind.INTEGER)));
    }

    /** Declares an integer of 64 bits: a JSON number without a fraction, {@code 1.0} included. */
    public NumberField<Long, Long> longInteger(String name) {
        return new NumberField<>(add(name, NumberCodec.of(NumberKind.LONG)));
    }

    /** Declares a number of double precision, which may have a fraction. */
    public NumberField<Double, Double> number(String name) {
        return new NumberField<>(add(name, NumberCodec.of(NumberKind.DOUBLE)));
    }

    /** Declares a decimal number that keeps all its digits. */
    public NumberField<BigDecimal, BigDecimal> decimal(String name) {
        return new NumberField<>(add(name, NumberCodec.of(NumberKind.DECIMAL)));
    }

    /** Declares a boolean. */
    public Field<Boolean, Boolean> bool(String name) {
        return new Field<>(add(name, BooleanCodec.ONLY));
    }

    /**
     * Declares one of several texts: JSON Schema's {@code enum}.
     *
     * @param choices at least one, each different
     */
    public Field<String, String> choice(String name, String... choices) {
        return new Field<>(add(name, choicesOf(name, choices)));
    }

    /**
     * Declares a list of texts out of several: JSON Schema's {@code enum} for the items.
     *
     * @param choices at least one, each different
     */
    public CollectionField<List<String>, List<String>> choices(String name, String... choices) {
        return list(name, choicesOf(name, choices));
    }

    /** Declares one of the constants of an enum, by their names. */
    public <E extends Enum<E>> Field<E, E> choice(String name, Class<E> type) {
        return value(name, type);
    }

    /** Declares a list of constants of an enum, by their names. */
    public <E extends Enum<E>> CollectionField<List<E>, List<E>> choices(String name, Class<E> type) {
        return value(name, type).list();
    }

    private static ChoiceCodec<String> choicesOf(String name, String... choices) {
        try {
            return ChoiceCodec.of(Value.listOf("choices", choices));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field '" + name + "' " + e.getMessage(), e);
        }
    }

    /** Declares a list of texts. */
    public CollectionField<List<String>, List<String>> strings(String name) {
        return list(name, TextCodec.ANY);
    }

    /**
     * Declares a value of any type that a component of a record may have, as {@link Shape#of(Class)} reads it: a date, a
     * URI, a UUID, an enum, a record, any JSON.
     *
     * @throws IllegalArgumentException if the type has no shape; the message names every fault and its place
     */
    public <V> Field<V, V> value(String name, Class<V> type) {
        Objects.requireNonNull(type, "type");
        try {
            return new Field<>(add(name, TypeReader.read(type)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Declares an object of another shape. */
    public <U> Field<U, U> object(String name, Shape<U> shape) {
        return new Field<>(add(name, codecOf(shape)));
    }

    /** Declares a list of objects of another shape. */
    public <U> CollectionField<List<U>, List<U>> objects(String name, Shape<U> shape) {
        return list(name, codecOf(shape));
    }

    private static <U> Codec<U> codecOf(Shape<U> shape) {
        return Objects.requireNonNull(shape, "shape").codec();
    }

    private <E> CollectionField<List<E>, List<E>> list(String name, Codec<E> item) {
        return new Field<>(add(name, item)).list();
    }

    private <V, C extends Codec<V>> Property<V, C> add(String name, C codec) {
        Property<V, C> property = new Property<>(name, codec, this);
        if (declared.putIfAbsent(name, property) != null) {
            throw new IllegalArgumentException("field '" + name + "' is declared twice; expected unique names");
        }
        return property;
    }

    /** Declares another property in the place of one that was declared by the same name. */
    void replace(Property<?, ?> property) {
        declared.put(property.name(), property);
    }

    /** Turns what was declared, and how to build the value, into a codec. */
    <T> Codec<T> build(Function<Input, T> construct) {
        List<Property<?, ?>> properties = List.copyOf(declared.values());
        List<Member<?, ?>> members = new ArrayList<>();
        for (Property<?, ?> property : properties) {
            members.add(property.complete(members.size()));
        }
        return ObjectCodec.reading(
                members,
                (values, pointer, problems) ->
                        problems.isEmpty() ? construct.apply(new Input(properties, values)) : null);
    }
}
