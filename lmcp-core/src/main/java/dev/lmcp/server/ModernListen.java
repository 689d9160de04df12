package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;

/** {@code subscriptions/listen}: a stream of the changes that its client asked for, which needs no thread. */
final class ModernListen implements Method {

    private final OpenStreams streams;
    private final ChangeBus changes;
    private final Limits limits;

    ModernListen(OpenStreams streams, ChangeBus changes, Limits limits) {
        this.streams = streams;
        this.changes = changes;
        this.limits = limits;
    }

    /** To watch a resource takes the scopes that reading it takes. */
    @Override
    public List<Target> admit(IncomingRequest incoming) {
        return ModernFilter.uris(incoming.request().params(), limits.subscriptions()).stream()
                .map(ResourceMethods::target)
                .toList();
    }

    @Override
    public CallResult run(RunningCall call) {
        IncomingRequest incoming = call.incoming();
        ModernFilter filter = ModernFilter.read(call.params(), limits.subscriptions());
        if (filter.taskIds().isPresent() && incoming.taskSupport() == TaskSupport.NONE) {
            return ModernTasks.extensionNeeded();
        }
        Optional<Exchange.Response> full = streams.takePlace(call.principal());
        if (full.isPresent()) {
            return new CallResult.Refused(full.get());
        }
        Optional<NotificationStream> outgoing =
                streams.open(call.principal(), () -> incoming.writer().detach(limits.streamQueue()));
        if (outgoing.isEmpty()) {
            streams.giveBackPlace(call.principal());
            return new CallResult.Failed(
                    new RpcError(RpcError.METHOD_NOT_FOUND, "Long streams are not available on this connection"));
        }
        call.onCancel(outgoing.get()::close);
        new ModernSubscription(incoming.request().id(), incoming.caller(), filter, outgoing.get())
                .open(changes, streams);
        return new CallResult.Detached();
    }
}
