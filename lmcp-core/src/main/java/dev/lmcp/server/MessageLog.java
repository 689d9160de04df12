package dev.lmcp.server;

import dev.lmcp.text.SafeText;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Logs each message as one line, for the author of a tool. Members whose name is that of a secret, {@code _meta} and the
 * request state are left out. Header fields are never logged. Safe for concurrent use.
 */
final class MessageLog {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.dev");

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(token|secret|passw|credential|authorization|api.?key|pin$).*|requestState");

    private static final String DATA = "data: ";

    void received(byte[] body) {
        log("in   ", body);
    }

    void sent(byte[] body) {
        if (body.length > 0) {
            log("out  ", body);
        }
    }

    /** Logs a response that has no message, or one that refuses the request. */
    void sent(int status, byte[] body) {
        if (status >= 400) {
            LOG.log(Level.INFO, "out  status " + status);
        }
        sent(body);
    }

    /** Logs the messages in a piece of an event stream. A piece has whole events. */
    void sentEvents(byte[] piece) {
        new String(piece, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(DATA))
                .forEach(line -> sent(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8)));
    }

    private static void log(String direction, byte[] body) {
        LOG.log(Level.INFO, direction + SafeText.line(describe(body)));
    }

    /** Returns a message in words: its id, its method or kind of result, and what it carries. */
    static String describe(byte[] body) {
        JsonNode message;
        try {
            message = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return body.length + " bytes that are no JSON";
        }
        if (!(message instanceof ObjectNode object)) {
            return message.toString();
        }
        String id = object.has("id") ? "#" + object.path("id").asString() + " " : "";
        if (object.has("method")) {
            return (id + object.path("method").asString() + " " + shown(object.path("params"))).strip();
        }
        return object.has("error")
                ? id + "error " + shown(object.path("error"))
                : id + "result " + shown(object.path("result"));
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        JsonNode copy = value.deepCopy();
        hide(copy);
        return copy.toString();
    }

    private static void hide(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.remove("_meta");
            for (Map.Entry<String, JsonNode> member : toMap(object).entrySet()) {
                if (member.getValue().isValueNode()
                        && SECRET.matcher(member.getKey()).matches()) {
                    object.put(member.getKey(), "…");
                }
            }
        }
        value.forEach(MessageLog::hide);
    }

    private static Map<String, JsonNode> toMap(ObjectNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
