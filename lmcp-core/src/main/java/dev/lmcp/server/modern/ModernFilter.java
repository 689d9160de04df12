package dev.lmcp.server.modern;

import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.BoundedNames;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.Change;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The changes that a {@code subscriptions/listen} request subscribes to.
 *
 * @param lists the lists
 * @param uris the resources
 * @param taskIds the tasks; empty if the request has no such member
 */
record ModernFilter(Set<Change.Kind> lists, Set<String> uris, Optional<Set<String>> taskIds) {

    private static final String RESOURCES = "resourceSubscriptions";
    private static final String TASKS = "taskIds";

    /** Reads a filter from the parameters of the request; each set may have {@code max} names. */
    static ModernFilter read(ObjectNode params, int max) {
        ObjectNode notifications = notifications(params);
        Set<Change.Kind> lists = EnumSet.noneOf(Change.Kind.class);
        for (Change.Kind kind : Change.Kind.values()) {
            if (notifications.path(flag(kind)).booleanValue(false)) {
                lists.add(kind);
            }
        }
        Set<String> taskIds = names(notifications, TASKS, max);
        return new ModernFilter(
                lists,
                names(notifications, RESOURCES, max),
                notifications.hasNonNull(TASKS) ? Optional.of(taskIds) : Optional.empty());
    }

    /** Reads only the resources. */
    static Set<String> uris(ObjectNode params, int max) {
        return names(notifications(params), RESOURCES, max);
    }

    private static String flag(Change.Kind kind) {
        return switch (kind) {
            case TOOLS -> "toolsListChanged";
            case PROMPTS -> "promptsListChanged";
            case RESOURCES -> "resourcesListChanged";
        };
    }

    private static ObjectNode notifications(ObjectNode params) {
        return Json.object(params, "notifications")
                .orElseThrow(() -> RpcException.invalidParams("'notifications' must be an object"));
    }

    private static Set<String> names(ObjectNode notifications, String member, int max) {
        JsonNode array = notifications.path(member);
        if (array.isMissingNode() || array.isNull()) {
            return Set.of();
        }
        BoundedNames names = new BoundedNames(max);
        for (JsonNode item : array) {
            if (!item.isString() || !names.add(item.stringValue())) {
                throw RpcException.invalidParams("'" + member + "' must contain strings, " + BoundedNames.bounds(max));
            }
        }
        if (!array.isArray()) {
            throw RpcException.invalidParams("'" + member + "' must be an array of strings");
        }
        return names.names();
    }

    boolean hasTask(String id) {
        return taskIds.map(ids -> ids.contains(id)).orElse(false);
    }

    /** The filter as the server acknowledges it. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        lists.forEach(kind -> json.put(flag(kind), true));
        putUnlessEmpty(json, RESOURCES, uris);
        putUnlessEmpty(json, TASKS, taskIds.orElse(Set.of()));
        return json;
    }

    private static void putUnlessEmpty(ObjectNode json, String member, Set<String> names) {
        if (!names.isEmpty()) {
            ArrayNode array = json.putArray(member);
            names.forEach(array::add);
        }
    }
}
