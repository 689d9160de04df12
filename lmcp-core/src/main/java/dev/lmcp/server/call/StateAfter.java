package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.RpcError;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Returns the state of a task after a run, by the result of the run.
 *
 * @param now the time of the end of the run
 */
public record StateAfter(Instant now) implements CallResult.Visitor<Task.State> {

    @Override
    public Task.State completed(CallResult.Completed completed) {
        return new Task.State(Task.Status.COMPLETED, now, Map.of(), Optional.of(completed.result()), Optional.empty());
    }

    @Override
    public Task.State failed(CallResult.Failed failed) {
        return failed(failed.error());
    }

    @Override
    public Task.State inputRequired(CallResult.InputRequired required) {
        return new Task.State(
                Task.Status.INPUT_REQUIRED, now, required.questions(), Optional.empty(), Optional.empty());
    }

    @Override
    public Task.State capabilityMissing(CallResult.CapabilityMissing missing) {
        return failed(new RpcError(
                RpcError.INVALID_REQUEST,
                "The client did not declare the capability " + ClientCapabilities.names(missing.required())
                        + ", which this task needs"));
    }

    @Override
    public Task.State cancelled() {
        return new Task.State(Task.Status.CANCELLED, now, Map.of(), Optional.empty(), Optional.empty());
    }

    @Override
    public Task.State resourceMissing(CallResult.ResourceMissing missing) {
        return failed(new RpcError(RpcError.INVALID_PARAMS, "Resource not found"));
    }

    @Override
    public Task.State continueAsTask() {
        return unexpected();
    }

    @Override
    public Task.State taskCreated(CallResult.TaskCreated created) {
        return unexpected();
    }

    @Override
    public Task.State detached() {
        return unexpected();
    }

    @Override
    public Task.State refused(CallResult.Refused refused) {
        return unexpected();
    }

    /** A task cannot end with this result. If a method has this fault, the client must not wait for ever. */
    private Task.State unexpected() {
        return failed(new RpcError(RpcError.INTERNAL_ERROR, "The task ended with an unexpected result"));
    }

    private Task.State failed(RpcError error) {
        return new Task.State(Task.Status.FAILED, now, Map.of(), Optional.empty(), Optional.of(error));
    }
}
