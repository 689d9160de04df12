package dev.lmcp.testkit;

import dev.lmcp.LogLevel;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A notification that came before the result of a call. A minor version may add kinds. */
public sealed interface Heard {

    /**
     * A report of progress ({@code notifications/progress}).
     *
     * @param progress how far the work is
     * @param total how much there is to do, if the tool said so
     * @param message a word for people; empty if there is none
     */
    record Progress(double progress, OptionalDouble total, String message) implements Heard {}

    /**
     * A log message ({@code notifications/message}). The client asks for every level.
     *
     * @param level how severe it is
     * @param logger the name of the part that logs; empty if there is none
     * @param data the message; text is a JSON string
     */
    record Log(LogLevel level, String logger, JsonNode data) implements Heard {

        /** Returns the message as text: that of a JSON string, or the JSON itself. */
        public String text() {
            return data.isString() ? data.stringValue() : data.toString();
        }
    }

    /**
     * Any other notification.
     *
     * @param method as in {@code notifications/tools/list_changed}
     * @param params its parameters
     */
    record Other(String method, ObjectNode params) implements Heard {}

    /** Returns a notification by its method. */
    static Heard of(String method, ObjectNode params) {
        return switch (method) {
            case "notifications/progress" ->
                new Progress(
                        params.path("progress").doubleValue(),
                        params.has("total")
                                ? OptionalDouble.of(params.path("total").doubleValue())
                                : OptionalDouble.empty(),
                        params.path("message").stringValue(""));
            case "notifications/message" ->
                new Log(
                        LogLevel.named(params.path("level").stringValue("")).orElse(LogLevel.INFO),
                        params.path("logger").stringValue(""),
                        params.path("data"));
            default -> new Other(method, params);
        };
    }
}
