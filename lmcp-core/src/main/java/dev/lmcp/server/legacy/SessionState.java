package dev.lmcp.server.legacy;

import dev.lmcp.LogLevel;
import dev.lmcp.server.base.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a session that changes, as the nodes share it.
 *
 * @param number counts the changes; a later state has a higher number
 * @param logLevel the log level
 * @param subscriptions the URIs of the subscribed resources, as the client named them
 * @param isEnded whether the client has ended the session
 */
record SessionState(long number, LogLevel logLevel, List<String> subscriptions, boolean isEnded) {

    SessionState {
        subscriptions = List.copyOf(subscriptions);
    }

    /** Returns the next state, in which the session has ended. */
    SessionState ended() {
        return new SessionState(number + 1, logLevel, List.of(), true);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("number", number)
                .put("logLevel", logLevel.wireName())
                .put("isEnded", isEnded);
        subscriptions.forEach(json.putArray("subscriptions")::add);
        return json;
    }

    static SessionState read(JsonNode json) {
        return new SessionState(
                json.path("number").longValue(0),
                Json.text(json, "logLevel").flatMap(LogLevel::named).orElse(LogLevel.INFO),
                json.path("subscriptions")
                        .valueStream()
                        .map(uri -> uri.stringValue(""))
                        .toList(),
                json.path("isEnded").booleanValue(false));
    }
}
