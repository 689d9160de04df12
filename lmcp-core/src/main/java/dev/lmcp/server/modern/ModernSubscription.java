package dev.lmcp.server.modern;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.Change;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.NotificationStream;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.text.NormalUri;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * One open {@code subscriptions/listen}: acknowledged first, then every message tagged with the id of the request that
 * opened it (MCP 2026-07-28 basic/patterns/subscriptions).
 */
final class ModernSubscription implements ChangeBus.Sink, OpenStreams.Open {

    private static final String TAG = Revisions.META_PREFIX + "subscriptionId";

    private final RequestId id;
    private final AuthenticatedCaller caller;
    private final ModernFilter filter;
    private final NotificationStream outgoing;

    /** What is watched, as the client named it, by the normal spelling. */
    private final Map<String, String> uris;

    ModernSubscription(RequestId id, AuthenticatedCaller caller, ModernFilter filter, NotificationStream outgoing) {
        this.id = id;
        this.caller = caller;
        this.filter = filter;
        this.outgoing = outgoing;
        this.uris = filter.uris().stream().collect(Collectors.toMap(NormalUri::of, uri -> uri, (one, other) -> one));
    }

    /** Begins: while this is locked, a change that is already on its way waits for the acknowledgement. */
    synchronized void open(ChangeBus changes, OpenStreams streams) {
        changes.join(this);
        streams.add(this);
        outgoing.onEnd(() -> {
            changes.leave(this);
            streams.remove(this);
        });
        outgoing.onStop(this::end);
        notify("notifications/subscriptions/acknowledged", acknowledged());
    }

    private ObjectNode acknowledged() {
        ObjectNode params = Json.object();
        params.set("notifications", filter.toJson());
        return params;
    }

    @Override
    public synchronized void accept(Change change) {
        if (change instanceof Change.ListChanged list && filter.lists().contains(list.kind())) {
            notify(list.kind().notification(), Json.object());
        } else if (change instanceof Change.ResourceUpdated updated) {
            Optional.ofNullable(uris.get(NormalUri.of(updated.uri())))
                    .ifPresent(uri -> notify(
                            "notifications/resources/updated", Json.object().put("uri", uri)));
        } else if (change instanceof Change.TaskChanged changed
                && filter.hasTask(changed.task().id())
                && changed.task().owner().isSameCallerAs(caller.principal())) {
            notify("notifications/tasks", ModernJson.detailed(changed.task()));
        }
    }

    private void notify(String method, ObjectNode params) {
        params.putObject("_meta").set(TAG, id.toJson());
        outgoing.send(new Message.Notification(method, params));
    }

    @Override
    public AuthenticatedCaller caller() {
        return caller;
    }

    @Override
    public void beat() {
        outgoing.beat();
    }

    /**
     * Ends as the specification has it: with the result of the request that opened the stream, which is cancelled first
     * if the connection itself does not close (MCP 2026-07-28 basic/patterns/cancellation).
     */
    @Override
    public synchronized void end() {
        if (outgoing.isShared()) {
            ObjectNode cancelled = Json.object();
            cancelled.set("requestId", id.toJson());
            notify("notifications/cancelled", cancelled);
        }
        ObjectNode result = Json.object().put("resultType", "complete");
        result.putObject("_meta").set(TAG, id.toJson());
        outgoing.send(new Message.Result(id, result));
        outgoing.close();
    }
}
