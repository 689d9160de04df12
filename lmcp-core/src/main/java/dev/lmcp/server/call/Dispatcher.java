package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.auth.ScopeDemand;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.auth.Target;
import dev.lmcp.spi.Exchange;
import dev.lmcp.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Finds what a request is about, asks the scope rules, acquires a permit for the call, runs it, and answers. */
public final class Dispatcher {

    private final ScopePolicy scopes;
    private final AuthChain auth;
    private final CallLimiter calls;
    private final RunningCalls running;
    private final CallRunner runner;
    private final Executor worker;

    public Dispatcher(
            ScopePolicy scopes,
            AuthChain auth,
            CallLimiter calls,
            RunningCalls running,
            CallRunner runner,
            Executor worker) {
        this.scopes = scopes;
        this.auth = auth;
        this.calls = calls;
        this.running = running;
        this.runner = runner;
        this.worker = worker;
    }

    /**
     * Answers one admitted request; returns when the thread is no longer needed.
     *
     * @param rendering puts the result in the words of the request's era
     */
    public void dispatch(IncomingRequest incoming, CallResult.Visitor<Rendered> rendering) {
        ResolvedRequest request;
        try {
            request = ResolvedRequest.of(incoming, rendering);
        } catch (RpcException e) {
            new CallResult.Failed(e.error()).accept(rendering).sendTo(incoming.writer());
            return;
        }
        Optional<Exchange.Response> refusal =
                request.operation().isEmpty() ? Optional.empty() : refusal(incoming.caller(), List.of(request));
        if (refusal.isPresent()) {
            refuse(request, CallOutcome.REFUSED, refusal.get());
        } else {
            run(request);
        }
    }

    /** Returns the answer to a caller who lacks scopes for any of these requests: one that names all that are needed. */
    public Optional<Exchange.Response> refusal(AuthenticatedCaller caller, List<ResolvedRequest> requests) {
        List<ScopeDemand> demands = new ArrayList<>();
        for (ResolvedRequest request : requests) {
            String method = request.incoming().request().method();
            List<Target> targets = request.operation().map(Operation::targets).orElse(List.of());
            if (targets.isEmpty()) {
                scopes.missingFor(caller.principal(), method, Optional.empty()).ifPresent(demands::add);
            }
            for (Target target : targets) {
                scopes.missingFor(caller.principal(), method, Optional.of(target))
                        .ifPresent(demands::add);
            }
        }
        if (demands.isEmpty()) {
            return Optional.empty();
        }
        return demands.stream().reduce(ScopeDemand::and).map(demand -> auth.insufficientScope(caller, demand));
    }

    private static void refuse(ResolvedRequest request, CallOutcome outcome, Exchange.Response answer) {
        request.operation().ifPresent(operation -> operation.refused(outcome));
        request.finish(new CallResult.Refused(answer));
    }

    /** Answers a request that the scope rules allow. */
    public void run(ResolvedRequest request) {
        IncomingRequest incoming = request.incoming();
        if (request.operation().isEmpty()) {
            request.finish(new CallResult.Failed(new RpcError(
                    RpcError.METHOD_NOT_FOUND,
                    "Method not found: " + SafeText.quoted(incoming.request().method()))));
            return;
        }
        PermitResult result = calls.tryAcquire(incoming.caller().principal());
        if (result instanceof Permit permit) {
            try (permit) {
                run(permit, request.operation().get(), request);
            }
        } else if (result instanceof PermitResult.Refused refused) {
            refuse(request, CallOutcome.OVERLOADED, refused.answer());
        }
    }

    private void run(Permit permit, Operation operation, ResolvedRequest request) {
        IncomingRequest incoming = request.incoming();
        Cancellation cancellation = new Cancellation(worker);
        RunningCalls.Entry entry = new RunningCalls.Entry(cancellation, incoming.writer());
        CallResult outcome = CallRunner.INTERNAL_ERROR;
        try {
            incoming.writer().begin(cancellation::cancel);
            running.add(entry);
            outcome = runner.run(operation, incoming, cancellation);
        } finally {
            running.remove(entry);
            permit.release();
            request.finish(outcome);
        }
    }
}
