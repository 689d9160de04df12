package dev.lmcp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What authentication knows about a caller besides the name, such as tenant, groups or e-mail address: JSON values by name,
 * as the claims of a JSON Web Token (RFC 7519 §4) or the members of an introspection response (RFC 7662 §2.2).
 *
 * <p>There are at most {@link #MAX_CLAIMS} claims of {@link #MAX_SIZE} together. The size of a claim is the number of
 * characters of the names and texts in it, and 8 for every value in it. Immutable and safe for concurrent use. Claims are
 * private: {@link #toString} shows names only, and lmcp logs no value.
 */
public final class Claims {

    /** The largest number of claims. */
    public static final int MAX_CLAIMS = 128;

    /** The largest size of all claims together. */
    public static final int MAX_SIZE = 16 * 1024;

    private static final Claims NONE = new Claims(Map.of(), true);
    private static final int SIZE_OF_A_VALUE = 8;

    private final Map<String, JsonNode> values;
    private final boolean complete;

    private Claims(Map<String, JsonNode> values, boolean complete) {
        this.values = values;
        this.complete = complete;
    }

    /** Returns no claims. */
    public static Claims none() {
        return NONE;
    }

    /**
     * Returns the members of an object as claims, which are copied; those that are too many or too large are left out.
     *
     * <p>While the claims together are too large, the largest one is left out. Of too many, the last ones are left out.
     * Then {@link #isComplete} is false.
     */
    public static Claims fitting(ObjectNode members) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        long size = 0;
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            all.put(member.getKey(), copy(member.getValue()));
            size += size(member);
        }
        int before = all.size();
        if (size > MAX_SIZE) {
            removeLargest(all, size);
        }
        if (all.size() > MAX_CLAIMS) {
            List.copyOf(all.keySet()).subList(MAX_CLAIMS, all.size()).forEach(all::remove);
        }
        return new Claims(Collections.unmodifiableMap(all), all.size() == before);
    }

    private static void removeLargest(Map<String, JsonNode> all, long size) {
        List<Map.Entry<String, JsonNode>> bySize =
                new ArrayList<>(Map.copyOf(all).entrySet());
        bySize.sort(Comparator.comparingLong((Map.Entry<String, JsonNode> member) -> size(member))
                .reversed()
                .thenComparing(Map.Entry::getKey));
        long left = size;
        for (Map.Entry<String, JsonNode> largest : bySize) {
            if (left <= MAX_SIZE) {
                return;
            }
            all.remove(largest.getKey());
            left -= size(largest);
        }
    }

    /**
     * Returns these claims with a text.
     *
     * @throws IllegalArgumentException if there are then too many, or they are too large
     */
    public Claims with(String name, String value) {
        return with(name, StringNode.valueOf(value));
    }

    /**
     * Returns these claims with a list of texts.
     *
     * @throws IllegalArgumentException if there are then too many, or they are too large
     */
    public Claims with(String name, List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return with(name, array);
    }

    /**
     * Returns these claims with a JSON value, which is copied.
     *
     * @throws IllegalArgumentException if there are then too many, or they are too large
     */
    public Claims with(String name, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(values);
        more.put(Objects.requireNonNull(name, "name"), copy(value));
        long size = more.entrySet().stream().mapToLong(Claims::size).sum();
        if (more.size() > MAX_CLAIMS || size > MAX_SIZE) {
            throw new IllegalArgumentException("claim '" + name + "' makes " + more.size() + " claims of size " + size
                    + "; expected at most " + MAX_CLAIMS + " claims of size " + MAX_SIZE + ": leave claims out");
        }
        return new Claims(Collections.unmodifiableMap(more), complete);
    }

    /** Returns the names of the claims, in the order in which they were given. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Returns a copy of the value of a claim. */
    public Optional<JsonNode> find(String name) {
        return Optional.ofNullable(values.get(name)).map(Claims::copy);
    }

    /** Returns the value of a claim that is a text; empty if it is absent or of another type. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    /**
     * Returns the texts of a claim that is a list, or a single text as a list of one; items of other types are left out.
     * Returns an empty list if the claim is absent or of another type.
     */
    public List<String> texts(String name) {
        JsonNode value = values.get(name);
        if (value == null || !value.isArray()) {
            return text(name).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            if (item.isString()) {
                texts.add(item.stringValue());
            }
        }
        return Collections.unmodifiableList(texts);
    }

    /** Returns whether no claim was left out by {@link #fitting}. */
    public boolean isComplete() {
        return complete;
    }

    private static JsonNode copy(JsonNode value) {
        return value.isContainer() ? value.deepCopy() : value;
    }

    private static long size(Map.Entry<String, JsonNode> member) {
        return member.getKey().length() + size(member.getValue());
    }

    private static long size(JsonNode value) {
        long size = SIZE_OF_A_VALUE;
        if (value.isString()) {
            size += value.stringValue().length();
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                size += size(member);
            }
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                size += size(item);
            }
        } else if (value.isBigInteger() || value.isBigDecimal()) {
            size += value.asString().length();
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Claims claims && complete == claims.complete && values.equals(claims.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns the names of the claims. */
    @Override
    public String toString() {
        return names().toString();
    }
}
