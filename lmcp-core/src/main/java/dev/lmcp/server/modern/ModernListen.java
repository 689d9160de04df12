package dev.lmcp.server.modern;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.IncomingRequest;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.NotificationStream;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.Permit;
import dev.lmcp.server.call.PermitResult;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.server.call.TaskSupport;
import dev.lmcp.server.call.Tasks;
import dev.lmcp.server.methods.ResourceMethods;
import java.util.Optional;
import java.util.Set;

/** {@code subscriptions/listen}: opens a stream of changes, which needs no thread. */
final class ModernListen implements Method {

    private final OpenStreams streams;
    private final ChangeBus changes;
    private final Tasks tasks;
    private final Limits limits;

    ModernListen(OpenStreams streams, ChangeBus changes, Tasks tasks, Limits limits) {
        this.streams = streams;
        this.changes = changes;
        this.tasks = tasks;
        this.limits = limits;
    }

    /** A subscription to a resource needs the same scopes as a read. */
    @Override
    public Operation resolve(IncomingRequest request) {
        ModernFilter filter = ModernFilter.read(request.message().params(), limits.of(Limit.MAX_SUBSCRIPTIONS));
        return Operation.on(filter.uris().stream().map(ResourceMethods::target).toList(), call -> listen(filter, call));
    }

    private CallResult listen(ModernFilter filter, RunningCall call) {
        IncomingRequest request = call.request();
        if (filter.taskIds().isPresent() && request.taskSupport() == TaskSupport.NONE) {
            return ModernTasks.extensionRequired();
        }
        PermitResult result = streams.tryAcquire(call.principal());
        if (result instanceof PermitResult.Refused refused) {
            return new CallResult.Refused(refused.response());
        }
        Permit permit = (Permit) result;
        Optional<NotificationStream> stream =
                permit.open(() -> request.writer().detach(limits.of(Limit.STREAM_QUEUE_SIZE)));
        if (stream.isEmpty()) {
            permit.close();
            return new CallResult.Failed(
                    new RpcError(RpcError.METHOD_NOT_FOUND, "Long streams are not available on this connection"));
        }
        stream.get().onEnd(permit::close);
        call.onCancel(stream.get()::close);
        stream.get().onEnd(tasks.watch(filter.taskIds().orElse(Set.of()))::close);
        new ModernSubscription(request.message().id(), request.caller().ofStream(), filter, stream.get())
                .open(changes, streams);
        return new CallResult.Detached();
    }
}
