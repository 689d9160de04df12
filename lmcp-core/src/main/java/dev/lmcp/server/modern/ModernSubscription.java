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
 * An open {@code subscriptions/listen} stream. Its first message is the acknowledgement. All messages have the id of
 * the request (MCP 2026-07-28 basic/patterns/subscriptions).
 */
final class ModernSubscription implements ChangeBus.Listener, OpenStreams.Open {

    private static final String SUBSCRIPTION_ID = Revisions.META_PREFIX + "subscriptionId";

    private final RequestId id;
    private final AuthenticatedCaller caller;
    private final ModernFilter filter;
    private final NotificationStream stream;

    /** The watched URIs as the client named them, by their normal form. */
    private final Map<String, String> uris;

    ModernSubscription(RequestId id, AuthenticatedCaller caller, ModernFilter filter, NotificationStream stream) {
        this.id = id;
        this.caller = caller;
        this.filter = filter;
        this.stream = stream;
        this.uris = filter.uris().stream().collect(Collectors.toMap(NormalUri::of, uri -> uri, (one, other) -> one));
    }

    /** Opens the subscription. The lock holds back changes until the acknowledgement is sent. */
    synchronized void open(ChangeBus changes, OpenStreams streams) {
        changes.subscribe(this);
        streams.add(this);
        stream.onEnd(() -> {
            changes.unsubscribe(this);
            streams.remove(this);
        });
        stream.onStop(this::end);
        notify("notifications/subscriptions/acknowledged", acknowledgement());
    }

    private ObjectNode acknowledgement() {
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
        params.putObject("_meta").set(SUBSCRIPTION_ID, id.toJson());
        stream.send(new Message.Notification(method, params));
    }

    @Override
    public AuthenticatedCaller caller() {
        return caller;
    }

    @Override
    public void beat() {
        stream.beat();
    }

    /**
     * Ends the stream with the result of its request. If the connection stays open, a cancellation comes first (MCP
     * 2026-07-28 basic/patterns/cancellation).
     */
    @Override
    public synchronized void end() {
        if (stream.isShared()) {
            ObjectNode cancelled = Json.object();
            cancelled.set("requestId", id.toJson());
            notify("notifications/cancelled", cancelled);
        }
        ObjectNode result = Json.object().put("resultType", "complete");
        result.putObject("_meta").set(SUBSCRIPTION_ID, id.toJson());
        stream.send(new Message.Result(id, result));
        stream.close();
    }
}
