package dev.lmcp.verification.streams;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request as it goes over the wire, right or wrong. */
record Request(String verb, String target, List<String> fields, byte[] body) {

    private static final String ACCEPT = "Accept: application/json, text/event-stream";

    Request {
        fields = List.copyOf(fields);
    }

    static Request post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    static Request post(byte[] body) {
        return new Request(
                "POST",
                "/mcp",
                List.of("Host: 127.0.0.1", ACCEPT, "Content-Type: application/json", "Content-Length: " + body.length),
                body);
    }

    /** A request without a body. */
    static Request of(String verb) {
        return new Request(verb, "/mcp", List.of("Host: 127.0.0.1", ACCEPT), new byte[0]);
    }

    Request to(String other) {
        return new Request(verb, other, fields, body);
    }

    Request token(String token) {
        return and("Authorization", "Bearer " + token);
    }

    Request session(String id) {
        return and("Mcp-Session-Id", id);
    }

    /** Adds a field, beside others of its name. */
    Request and(String name, String value) {
        List<String> more = new ArrayList<>(fields);
        more.add(name + ": " + value);
        return new Request(verb, target, more, body);
    }

    /** Replaces the field of this name. */
    Request with(String name, String value) {
        return without(name).and(name, value);
    }

    Request without(String name) {
        String start = name.toLowerCase(java.util.Locale.ROOT) + ":";
        return new Request(
                verb,
                target,
                fields.stream()
                        .filter(field ->
                                !field.toLowerCase(java.util.Locale.ROOT).startsWith(start))
                        .toList(),
                body);
    }

    byte[] head() {
        StringBuilder head = new StringBuilder(verb).append(' ').append(target).append(" HTTP/1.1\r\n");
        fields.forEach(field -> head.append(field).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head());
        all.writeBytes(body);
        return all.toByteArray();
    }
}
