package dev.lmcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * <p>Not safe for concurrent use. A name may be declared once.
 */
public final class Fields {

    private final Map<String, Field<?>> declared = new LinkedHashMap<>();

    Fields() {}

    /** Declares a text. */
    public TextField string(String name) {
        return add(TextField.named(name, schema()));
    }

    /** Declares a whole number of 32 bits. */
    public NumberField<Integer> integer(String name) {
        return add(NumberField.integer(name, schema()));
    }

    /** Declares a whole number of 64 bits. */
    public NumberField<Long> longInteger(String name) {
        return add(NumberField.longInteger(name, schema()));
    }

    /** Declares a number, possibly with a fraction. */
    public NumberField<Double> number(String name) {
        return add(NumberField.number(name, schema()));
    }

    /** Declares a truth value. */
    public Field<Boolean> bool(String name) {
        return add(new Field<>(name, schema().put("type", "boolean"), (value, pointer, problems) -> {
            if (!value.isBoolean()) {
                problems.add(pointer, "must be true or false, but was " + Problems.show(value));
                return false;
            }
            return value.booleanValue();
        }));
    }

    /** Declares a choice between texts. */
    public Field<String> choice(String name, String... choices) {
        List<String> known = List.of(choices);
        if (known.isEmpty()) {
            throw new IllegalArgumentException("field '" + name + "' has no choices; expected at least one");
        }
        ObjectNode schema = schema().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        known.forEach(values::add);
        return add(new Field<>(name, schema, (value, pointer, problems) -> {
            if (!value.isString() || !known.contains(value.stringValue())) {
                problems.add(
                        pointer, "must be one of " + String.join(", ", known) + ", but was " + Problems.show(value));
                return known.get(0);
            }
            return value.stringValue();
        }));
    }

    /** Declares a list of texts. */
    public Field<List<String>> strings(String name) {
        ObjectNode item = schema().put("type", "string");
        return list(name, item, (value, pointer, problems) -> {
            if (!value.isString()) {
                problems.add(pointer, "must be a string, but was " + Problems.show(value));
                return "";
            }
            return value.stringValue();
        });
    }

    /** Declares an object of another shape. */
    public <U> Field<U> object(String name, Shape<U> shape) {
        return add(new Field<>(name, shape.schema(), shape::read));
    }

    /** Declares a list of objects of another shape. */
    public <U> Field<List<U>> objects(String name, Shape<U> shape) {
        return list(name, shape.schema(), shape::read);
    }

    private <U> Field<List<U>> list(String name, ObjectNode item, Field.Decoder<U> decoder) {
        ObjectNode schema = schema().put("type", "array");
        schema.set("items", item);
        return add(new Field<>(name, schema, (value, pointer, problems) -> {
            List<U> items = new ArrayList<>();
            if (!value.isArray()) {
                problems.add(pointer, "must be an array, but was " + Problems.show(value));
                return items;
            }
            int index = 0;
            for (JsonNode element : value) {
                U decoded = decoder.decode(element, pointer + "/" + index, problems);
                if (decoded != null) {
                    items.add(decoded);
                }
                index++;
            }
            return List.copyOf(items);
        }));
    }

    private <F extends Field<?>> F add(F field) {
        if (declared.putIfAbsent(field.name(), field) != null) {
            throw new IllegalArgumentException("field '" + field.name() + "' is declared twice; expected unique names");
        }
        return field;
    }

    private static ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Turns what was declared, and how to build the value, into a shape. */
    <T> Shape<T> build(Function<Input, T> construct) {
        Map<String, Field<?>> fields = new LinkedHashMap<>();
        declared.forEach((name, field) -> fields.put(name, field.effective()));
        return new Shape<>(
                schemaOf(fields), (value, pointer, problems) -> decode(fields, construct, value, pointer, problems));
    }

    private static ObjectNode schemaOf(Map<String, Field<?>> fields) {
        ObjectNode schema = schema().put("type", "object");
        if (!fields.isEmpty()) {
            ObjectNode properties = schema.putObject("properties");
            fields.forEach((name, field) -> properties.set(name, field.schema()));
            List<String> required = fields.values().stream()
                    .filter(Field::isRequired)
                    .map(Field::name)
                    .toList();
            if (!required.isEmpty()) {
                ArrayNode names = schema.putArray("required");
                required.forEach(names::add);
            }
        }
        return schema.put("additionalProperties", false);
    }

    private static <T> @Nullable T decode(
            Map<String, Field<?>> fields,
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
        Map<Field<?>, Optional<Object>> values = new HashMap<>();
        fields.forEach((name, field) -> values.put(
                field, Optional.ofNullable(field.read(value.get(name), Problems.below(pointer, name), problems))));
        return problems.isEmpty() ? construct.apply(new Input(values)) : null;
    }

    private static String known(Map<String, Field<?>> fields) {
        return fields.isEmpty() ? "none" : String.join(", ", fields.keySet());
    }
}
