package dev.lmcp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An argument that clients mirror in an HTTP header, as the {@code x-mcp-header} of its schema says (MCP 2026-07-28,
 * basic/transports/streamable-http, custom headers). Found by {@link ToolBuilder#handle} in the input schema.
 *
 * @param header the header's name without {@code Mcp-Param-}, an RFC 9110 token
 * @param path the names of the properties that lead from the arguments to the value, at least one
 * @param type the JSON Schema type: {@code string}, {@code integer} or {@code boolean}
 */
public record ParamHeader(String header, List<String> path, String type) {

    private static final String KEYWORD = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples", KEYWORD);

    /** Makes an immutable copy. */
    public ParamHeader {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(type, "type");
        path = List.copyOf(path);
    }

    /** Finds the headers in a schema; refuses those for which clients would drop the tool. */
    static List<ParamHeader> in(JsonNode schema) {
        List<ParamHeader> found = new ArrayList<>();
        collect(schema, List.of(), found);
        if (found.size() != count(schema)) {
            throw new IllegalArgumentException("an '" + KEYWORD
                    + "' stands where it has no effect; expected it only on properties reached through 'properties'");
        }
        Set<String> names = new HashSet<>();
        for (ParamHeader header : found) {
            if (!names.add(header.header().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "the header '" + header.header() + "' is used twice; expected a unique '" + KEYWORD + "'");
            }
        }
        return List.copyOf(found);
    }

    private static void collect(JsonNode schema, List<String> path, List<ParamHeader> found) {
        schema.path("properties").forEachEntry((name, property) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            JsonNode header = property.get(KEYWORD);
            if (header != null) {
                found.add(checked(header, below, property.path("type").stringValue("")));
            }
            collect(property, below, found);
        });
    }

    private static ParamHeader checked(JsonNode header, List<String> path, String type) {
        if (!header.isString() || !TOKEN.matcher(header.stringValue()).matches()) {
            throw new IllegalArgumentException("'" + KEYWORD + "' of '" + String.join("/", path) + "' is " + header
                    + "; expected an RFC 9110 token");
        }
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("'" + String.join("/", path) + "' has an '" + KEYWORD
                    + "' and the type '" + type + "'; expected string, integer or boolean");
        }
        return new ParamHeader(header.stringValue(), path, type);
    }

    private static int count(JsonNode node) {
        int count = 0;
        if (node.has(KEYWORD)) {
            count++;
        }
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            count += count(item);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (MAPS.contains(member.getKey())) {
                // the names in here are names, and not keywords
                for (JsonNode schema : member.getValue()) {
                    count += count(schema);
                }
            } else if (!VALUES.contains(member.getKey())) {
                count += count(member.getValue());
            }
        }
        return count;
    }
}
