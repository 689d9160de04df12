package dev.lmcp.server;

import dev.lmcp.spi.Headers;
import java.util.Map;
import java.util.TreeMap;

/** Header fields as a map from name to value, for assertions. Several lines are joined (RFC 9110 §5.2). */
public final class ResponseFields {

    private ResponseFields() {}

    public static Map<String, String> of(Headers headers) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> fields.merge(name, value, (first, next) -> first + ", " + next));
        return fields;
    }
}
