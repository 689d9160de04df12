package dev.lmcp.verification.streams;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A whole response; its status is 0 where the server said nothing and closed the connection. */
record Reply(int status, Map<String, List<String>> fields, String body) {

    static final JsonMapper JSON = new JsonMapper();

    /** What a caller has no business with: frames of stack traces, class names, paths. */
    private static final Pattern INTERNAL = Pattern.compile("\\bat [\\w.$]+\\(|\\b(java|javax|jakarta|tools\\.jackson"
            + "|org\\.apache|dev\\.lmcp)\\.\\w|Exception\\b|\\.java\\b|(?<![\\w.:/])/(etc|home|root|tmp|usr|var|work)/"
            + "|Apache Tomcat|<html");

    static final Reply NONE = new Reply(0, Map.of(), "");

    Optional<String> field(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Returns the JSON of the body or of the last event; a missing node if there is none. */
    JsonNode json() {
        String text = body;
        if (field("content-type").orElse("").startsWith("text/event-stream")) {
            int last = text.lastIndexOf("data: ");
            text = last < 0 ? "" : text.substring(last + 6).strip();
        }
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the JSON-RPC error code, or 0. */
    int code() {
        return json().path("error").path("code").intValue(0);
    }

    boolean isToolError() {
        return json().path("result").path("isError").booleanValue(false);
    }

    /** Returns what of the server's insides shows, in body or header fields. */
    Optional<String> leak() {
        var matcher = INTERNAL.matcher(fields + " " + body);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** Says in a few words what this is. */
    String brief() {
        if (status == 0) {
            return "closed";
        }
        return status + (code() == 0 ? "" : " " + code()) + (isToolError() ? " isError" : "");
    }
}
