package dev.lmcp;

import dev.lmcp.schema.Choices;
import dev.lmcp.schema.Problems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Declares the properties of an object shape, in the order in which the model sees them.
 *
 * <p>A name may be declared once. Not safe for concurrent use; used by the lambda of {@link Shape#object} only.
 */
public final class Fields {

    private final Map<String, Property<?>> declared = new LinkedHashMap<>();

    Fields() {}

    /** Declares text: a JSON string. */
    public TextField<String> string(String name) {
        return add(TextField.named(name, schema()));
    }

    /** Declares an integer of 32 bits: a JSON number without a fraction, {@code 1.0} included. */
    public NumberField<Integer, Integer> integer(String name) {
        return add(NumberField.integer(name, schema()));
    }

    /** Declares an integer of 64 bits: a JSON number without a fraction, {@code 1.0} included. */
    public NumberField<Long, Long> longInteger(String name) {
        return add(NumberField.longInteger(name, schema()));
    }

    /** Declares a number of double precision, which may have a fraction. */
    public NumberField<Double, Double> number(String name) {
        return add(NumberField.number(name, schema()));
    }

    /** Declares a boolean. */
    public Field<Boolean, Boolean> bool(String name) {
        return add(new Field<>(new Property<>(name, schema().put("type", "boolean"), (value, pointer, problems) -> {
            if (!value.isBoolean()) {
                problems.add(pointer, "must be true or false, but was " + Problems.show(value));
                return false;
            }
            return value.booleanValue();
        })));
    }

    /**
     * Declares one of several texts: JSON Schema's {@code enum}.
     *
     * @param choices at least one, each different
     */
    public Field<String, String> choice(String name, String... choices) {
        Choices known = Choices.of(name, choices);
        return add(new Field<>(new Property<>(name, known.schema(), known)));
    }

    /**
     * Declares a list of texts out of several: JSON Schema's {@code enum} for the items.
     *
     * @param choices at least one, each different
     */
    public ListField<String, List<String>> choices(String name, String... choices) {
        Choices known = Choices.of(name, choices);
        return add(ListField.of(name, known.schema(), known));
    }

    /** Declares a list of texts. */
    public ListField<String, List<String>> strings(String name) {
        ObjectNode item = schema().put("type", "string");
        return add(ListField.of(name, item, (value, pointer, problems) -> {
            if (!value.isString()) {
                problems.add(pointer, "must be a string, but was " + Problems.show(value));
                return "";
            }
            return value.stringValue();
        }));
    }

    /** Declares an object of another shape. */
    public <U> Field<U, U> object(String name, Shape<U> shape) {
        return add(new Field<>(new Property<>(name, schemaOf(shape), new ShapeDecoder<>(shape))));
    }

    /** Declares a list of objects of another shape. */
    public <U> ListField<U, List<U>> objects(String name, Shape<U> shape) {
        return add(ListField.of(name, schemaOf(shape), new ShapeDecoder<>(shape)));
    }

    private <F extends Field<?, ?>> F add(F field) {
        if (declared.putIfAbsent(field.name(), field.property()) != null) {
            throw new IllegalArgumentException("field '" + field.name() + "' is declared twice; expected unique names");
        }
        return field;
    }

    private static ObjectNode schemaOf(Shape<?> shape) {
        return Objects.requireNonNull(shape, "shape").schema();
    }

    private static ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Turns what was declared, and how to build the value, into a shape. */
    <T> Shape<T> build(Function<Input, T> construct) {
        Map<String, Property<?>> fields = new LinkedHashMap<>(declared);
        fields.values().forEach(Property::complete);
        return new Shape<>(
                schemaOf(fields), (value, pointer, problems) -> decode(fields, construct, value, pointer, problems));
    }

    private static ObjectNode schemaOf(Map<String, Property<?>> fields) {
        ObjectNode schema = schema().put("type", "object");
        // some consumers refuse an object schema without the member, although it may be absent
        ObjectNode properties = schema.putObject("properties");
        fields.forEach((name, field) -> properties.set(name, field.schema()));
        List<String> required = fields.values().stream()
                .filter(Property::isRequired)
                .map(Property::name)
                .toList();
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        return schema.put("additionalProperties", false);
    }

    private static <T> @Nullable T decode(
            Map<String, Property<?>> fields,
            Function<Input, T> construct,
            JsonNode value,
            String pointer,
            Problems problems) {
        if (!value.isObject()) {
            problems.add(pointer, "must be an object, but was " + Problems.show(value));
            return null;
        }
        for (String name : value.propertyNames()) {
            if (!fields.containsKey(name)) {
                problems.add(Problems.below(pointer, name), "is not known here; known are " + known(fields));
            }
        }
        Map<Field<?, ?>, Optional<Object>> values = new HashMap<>();
        fields.forEach((name, field) -> values.put(
                field.field(),
                Optional.ofNullable(field.read(value.get(name), Problems.below(pointer, name), problems))));
        return problems.isEmpty() ? construct.apply(new Input(values)) : null;
    }

    private static String known(Map<String, Property<?>> fields) {
        return fields.isEmpty() ? "none" : String.join(", ", fields.keySet());
    }
}
