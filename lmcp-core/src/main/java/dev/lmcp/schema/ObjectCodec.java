package dev.lmcp.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object with the declared members and no others.
 *
 * @param <T> the type in Java
 */
public final class ObjectCodec<T> implements Codec<T> {

    /**
     * Makes the Java value of the members.
     *
     * @param <T> the type in Java
     */
    @FunctionalInterface
    public interface Maker<T> {

        /** Returns the value; if the members do not go together, notes the problem and returns null. */
        @Nullable
        T make(@Nullable Object[] values, String pointer, Problems problems);
    }

    /**
     * A member with the same text in each object, by which objects of several kinds are told apart.
     *
     * @param property the member's name
     * @param value the text
     */
    record Tag(String property, String value) {}

    private final List<Member<?, ?>> members;
    private final Set<String> known;
    private final Maker<T> maker;
    private final @Nullable List<Function<T, @Nullable Object>> accessors;
    private final @Nullable Tag tag;

    private ObjectCodec(
            List<Member<?, ?>> members,
            Maker<T> maker,
            @Nullable List<Function<T, @Nullable Object>> accessors,
            @Nullable Tag tag) {
        this.members = List.copyOf(members);
        this.known = new HashSet<>();
        members.forEach(member -> known.add(member.name()));
        this.maker = maker;
        this.accessors = accessors;
        this.tag = tag;
    }

    /** Returns a codec that reads, and that writes nothing but JSON. */
    public static <T> ObjectCodec<T> reading(List<Member<?, ?>> members, Maker<T> maker) {
        return new ObjectCodec<>(members, maker, null, null);
    }

    /**
     * Returns a codec that reads and writes.
     *
     * @param accessors return the values of the members, in their order
     */
    public static <T> ObjectCodec<T> of(
            List<Member<?, ?>> members, Maker<T> maker, List<Function<T, @Nullable Object>> accessors) {
        return new ObjectCodec<>(members, maker, List.copyOf(accessors), null);
    }

    /** Returns this codec with a member that tells its objects from others. */
    ObjectCodec<T> withTag(String property, String value) {
        return new ObjectCodec<>(members, maker, accessors, new Tag(property, value));
    }

    boolean has(String name) {
        return known.contains(name);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        // some consumers refuse an object schema without the member, although it may be absent
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        if (tag != null) {
            properties.set(tag.property(), ChoiceCodec.of(List.of(tag.value())).schema());
            required.add(tag.property());
        }
        for (Member<?, ?> member : members) {
            properties.set(member.name(), member.schema());
            if (member.isRequired()) {
                required.add(member.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    @Override
    public @Nullable T read(JsonNode value, String pointer, Problems problems) {
        if (!value.isObject()) {
            problems.add(pointer, "must be an object, but was " + Problems.show(value));
            return null;
        }
        int before = problems.count();
        for (String name : value.propertyNames()) {
            if (!known.contains(name) && !isTag(name)) {
                problems.add(Problems.below(pointer, name), "is not known here; known are " + names());
            }
        }
        @Nullable Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            Member<?, ?> member = members.get(i);
            values[i] = member.read(value.get(member.name()), pointer, problems);
        }
        return problems.count() == before ? maker.make(values, pointer, problems) : null;
    }

    private boolean isTag(String name) {
        return tag != null && tag.property().equals(name);
    }

    private String names() {
        String names = members.stream().map(Member::name).collect(Collectors.joining(", "));
        String all = Optional.ofNullable(tag).map(Tag::property).orElse("")
                + (tag != null && !names.isEmpty() ? ", " : "")
                + names;
        return all.isEmpty() ? "none" : all;
    }

    @Override
    public boolean isWritable() {
        return accessors != null && members.stream().allMatch(Member::isWritable);
    }

    @Override
    public JsonNode write(T value, String pointer, Problems problems) {
        if (accessors == null) {
            return writeTree(value, pointer, problems);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (tag != null) {
            object.put(tag.property(), tag.value());
        }
        boolean isKnown = true;
        for (int i = 0; i < accessors.size(); i++) {
            isKnown &= members.get(i).write(accessors.get(i).apply(value), object, pointer, problems);
        }
        return isKnown ? object : JsonNodeFactory.instance.missingNode();
    }

    private JsonNode writeTree(T value, String pointer, Problems problems) {
        if (value instanceof JsonNode node) {
            read(node, pointer, problems);
            return node.deepCopy();
        }
        return JsonNodeFactory.instance.missingNode();
    }
}
