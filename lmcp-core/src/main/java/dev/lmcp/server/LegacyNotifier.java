package dev.lmcp.server;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Tells sessions of changes, each on exactly one stream: the standalone one. */
final class LegacyNotifier {

    private final MessageCodec codec;

    /** What all sessions are told alike is written once. */
    private final Map<Change.Kind, byte[]> listChanges = new ConcurrentHashMap<>();

    LegacyNotifier(MessageCodec codec) {
        this.codec = codec;
    }

    /** Nothing is kept for a session that never opened the stream: it will ask for the lists when it wants them. */
    void tell(LegacySession session, Change change) {
        session.streams()
                .flatMap(streams -> streams.find(LegacyStreams.STANDALONE))
                .ifPresent(stream -> about(session, change).ifPresent(stream::append));
    }

    /** What the session is to hear of a change, if anything. */
    Optional<byte[]> about(LegacySession session, Change change) {
        if (change instanceof Change.ListChanged list) {
            return Optional.of(
                    listChanges.computeIfAbsent(list.kind(), kind -> write(kind.notification(), Json.object())));
        } else if (change instanceof Change.ResourceUpdated updated && session.isSubscribed(updated.uri())) {
            return Optional.of(
                    write("notifications/resources/updated", Json.object().put("uri", updated.uri())));
        } else if (change instanceof Change.TaskChanged changed
                && session.speaks(LegacyEra.TASKS_SINCE)
                && changed.task().owner().isSameCallerAs(session.owner())) {
            return Optional.of(write("notifications/tasks/status", LegacyTasks.describe(changed.task())));
        }
        return Optional.empty();
    }

    private byte[] write(String method, ObjectNode params) {
        return codec.write(new Message.Notification(method, params));
    }
}
