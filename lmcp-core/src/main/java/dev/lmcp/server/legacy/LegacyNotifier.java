package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.Change;
import dev.lmcp.server.call.Task;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Notifies sessions of changes on their standalone streams. */
final class LegacyNotifier {

    private final MessageCodec codec;

    /** The notifications that are the same for all sessions. Each is serialized once. */
    private final Map<Change.Kind, byte[]> listChanges = new ConcurrentHashMap<>();

    LegacyNotifier(MessageCodec codec) {
        this.codec = codec;
    }

    /**
     * Notifies a session. Sends nothing if the session has no standalone stream: its client reads the lists if needed.
     */
    void notifySession(LegacySession session, Change change) {
        session.streams()
                .flatMap(LegacyStreams::standaloneIfOpen)
                .ifPresent(stream -> notificationFor(session, change).ifPresent(stream::append));
    }

    /** Returns the notification of a change for this session, if there is one. */
    Optional<byte[]> notificationFor(LegacySession session, Change change) {
        if (change instanceof Change.ListChanged list) {
            return Optional.of(
                    listChanges.computeIfAbsent(list.kind(), kind -> write(kind.notification(), Json.object())));
        } else if (change instanceof Change.ResourceUpdated updated) {
            return session.subscribed(updated.uri())
                    .map(uri -> write(
                            "notifications/resources/updated", Json.object().put("uri", uri)));
        } else if (change instanceof Change.TaskChanged changed) {
            return statusFor(session, changed.task());
        } else if (change instanceof Change.TaskStatusChanged changed) {
            return statusFor(session, changed.task());
        }
        return Optional.empty();
    }

    private Optional<byte[]> statusFor(LegacySession session, Task task) {
        return session.isAtLeast(LegacyRevisions.TASKS_SINCE) && task.owner().isSameCallerAs(session.owner())
                ? Optional.of(write("notifications/tasks/status", LegacyTaskJson.describe(task)))
                : Optional.empty();
    }

    private byte[] write(String method, ObjectNode params) {
        return codec.write(new Message.Notification(method, params));
    }
}
