package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.spi.Exchange;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code subscriptions/listen}: a stream of the changes that its client asked for, which needs no thread. */
final class ModernListen implements Method {

    private static final Map<String, Change.Kind> FLAGS = Map.of(
            "toolsListChanged", Change.Kind.TOOLS,
            "promptsListChanged", Change.Kind.PROMPTS,
            "resourcesListChanged", Change.Kind.RESOURCES);

    private static final String RESOURCES = "resourceSubscriptions";

    private final OpenStreams streams;
    private final ChangeBus changes;
    private final Limits limits;

    /**
     * What a client wants to hear.
     *
     * @param lists which lists
     * @param uris which resources
     * @param taskIds which tasks
     */
    record Filter(Set<Change.Kind> lists, Set<String> uris, Set<String> taskIds) {}

    ModernListen(OpenStreams streams, ChangeBus changes, Limits limits) {
        this.streams = streams;
        this.changes = changes;
        this.limits = limits;
    }

    /** To hear of a resource takes the scopes that reading it takes. */
    @Override
    public List<Target> admit(IncomingRequest incoming) {
        return texts(wanted(incoming.request().params()), RESOURCES).stream()
                .map(ResourceMethods::target)
                .toList();
    }

    @Override
    public CallResult run(RunningCall call) {
        ModernRequest incoming = (ModernRequest) call.incoming();
        ObjectNode wanted = wanted(call.params());
        Filter filter = filter(wanted);
        if (wanted.has("taskIds") && incoming.taskSupport() == TaskSupport.NONE) {
            return ModernTasks.extensionNeeded();
        }
        Optional<Exchange.Response> full = streams.takePlace(call.principal());
        if (full.isPresent()) {
            incoming.writer().refuse(full.get());
            return new CallResult.Detached();
        }
        Optional<NotificationStream> outgoing =
                streams.open(call.principal(), () -> incoming.writer().detach(limits.streamQueue()));
        if (outgoing.isEmpty()) {
            streams.giveBackPlace(call.principal());
            return new CallResult.Failed(
                    new RpcError(RpcError.METHOD_NOT_FOUND, "Long streams are not available on this connection"));
        }
        call.onCancel(outgoing.get()::close);
        new ModernSubscription(incoming.request().id(), incoming.caller().ofStream(), filter, outgoing.get())
                .open(changes, streams);
        return new CallResult.Detached();
    }

    private static ObjectNode wanted(ObjectNode params) {
        return Json.object(params, "notifications")
                .orElseThrow(() -> RpcException.invalidParams("'notifications' must be an object"));
    }

    private Filter filter(ObjectNode wanted) {
        Set<Change.Kind> lists = EnumSet.noneOf(Change.Kind.class);
        FLAGS.forEach((flag, kind) -> {
            if (wanted.path(flag).booleanValue(false)) {
                lists.add(kind);
            }
        });
        return new Filter(lists, texts(wanted, RESOURCES), texts(wanted, "taskIds"));
    }

    private Set<String> texts(ObjectNode wanted, String name) {
        JsonNode array = wanted.path(name);
        if (array.isMissingNode()) {
            return Set.of();
        }
        BoundedNames texts = new BoundedNames(limits.subscriptions());
        for (JsonNode item : array) {
            if (!item.isString() || !texts.add(item.stringValue())) {
                throw RpcException.invalidParams(
                        "'" + name + "' must hold strings, " + BoundedNames.bounds(limits.subscriptions()));
            }
        }
        if (!array.isArray()) {
            throw RpcException.invalidParams("'" + name + "' must be an array of strings");
        }
        return texts.names();
    }
}
