package dev.lmcp.server;

import dev.lmcp.spi.Headers;
import java.util.Map;
import java.util.TreeMap;

/** Header fields as a map, for assertions: by name, the values of several lines joined as RFC 9110 §5.2 has it. */
public final class ResponseFields {

    private ResponseFields() {}

    public static Map<String, String> of(Headers headers) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> fields.merge(name, value, (first, next) -> first + ", " + next));
        return fields;
    }
}
