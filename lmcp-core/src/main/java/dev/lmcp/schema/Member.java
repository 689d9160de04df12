package dev.lmcp.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member of an object: its name, what it holds, and what its absence means.
 *
 * @param <V> the type of a present value
 * @param <T> the type in Java
 */
public final class Member<V, T> {

    private final String name;
    private final String step;
    private final Codec<V> codec;
    private final Absence<V, T> absence;
    private final ObjectNode notes;
    private final List<JsonNode> examples;

    private Member(String name, Codec<V> codec, Absence<V, T> absence, ObjectNode notes, List<JsonNode> examples) {
        this.name = name;
        this.step = Problems.below("", name);
        this.codec = codec;
        this.absence = absence;
        this.notes = notes;
        this.examples = examples;
    }

    /**
     * Returns a member.
     *
     * @param notes what else the schema says: the description and the header
     */
    public static <V, T> Member<V, T> of(String name, Codec<V> codec, Absence<V, T> absence, ObjectNode notes) {
        return new Member<>(name, codec, absence, notes, List.of());
    }

    /** Returns this member with a value that a caller may send. */
    public Member<V, T> withExample(JsonNode example) {
        List<JsonNode> more = new ArrayList<>(examples);
        more.add(example);
        return new Member<>(name, codec, absence, notes, more);
    }

    public String name() {
        return name;
    }

    boolean isWritable() {
        return codec.isWritable();
    }

    boolean isRequired() {
        return absence.isRefused();
    }

    /** Notes why a caller could not send the default, which is told by this name. */
    public void checkDefault(String whole, Problems problems) {
        T fallback = absence.fallback();
        V value = fallback == null ? null : absence.unwrap().apply(fallback);
        if (value != null) {
            codec.write(value, whole, problems);
        }
    }

    ObjectNode schema() {
        ObjectNode value = codec.schema();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (value.has("type")) {
            schema.set("type", value.get("type"));
        }
        schema.setAll(notes);
        value.forEachEntry((keyword, rule) -> {
            if (!schema.has(keyword)) {
                schema.set(keyword, rule);
            }
        });
        showDefault(schema);
        if (!examples.isEmpty()) {
            ArrayNode shown = schema.putArray("examples");
            examples.forEach(shown::add);
        }
        return schema;
    }

    private void showDefault(ObjectNode schema) {
        T fallback = absence.fallback();
        V value = fallback == null ? null : absence.unwrap().apply(fallback);
        if (value != null) {
            JsonNode shown = codec.write(value, "", new Problems());
            if (!shown.isMissingNode()) {
                schema.set("default", shown);
            }
        }
    }

    @Nullable
    Object read(@Nullable JsonNode value, String pointer, Problems problems) {
        if (value != null && (absence.isRefused() || !value.isNull())) {
            V read = codec.read(value, pointer + step, problems);
            return read == null ? null : absence.wrap().apply(read);
        }
        T fallback = absence.fallback();
        if (fallback == null) {
            problems.add(pointer + step, "is required, but was absent");
            return null;
        }
        V shared = absence.unwrap().apply(fallback);
        return shared == null ? fallback : absence.wrap().apply(codec.fresh(shared));
    }

    /** Writes the value into an object; returns false if only its author knows how to write it. */
    @SuppressWarnings("unchecked")
    boolean write(@Nullable Object value, ObjectNode into, String pointer, Problems problems) {
        if (value == null) {
            into.set(name, Nulls.write(codec, null, pointer + step, problems));
            return true;
        }
        // the component has this type, or the absence was made for another one
        V present = absence.unwrap().apply((T) value);
        if (present == null) {
            return true;
        }
        JsonNode written = codec.write(present, pointer + step, problems);
        into.set(name, written);
        return !written.isMissingNode();
    }
}
