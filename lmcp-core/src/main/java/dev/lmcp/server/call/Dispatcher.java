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

/** Dispatches requests: resolves the operation, checks scopes, acquires a permit, runs the call, and responds. */
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
     * Handles a request that its era has validated. Returns when the thread is no longer needed.
     *
     * @param rendering renders the result for the request's era
     */
    public void dispatch(IncomingRequest request, Rendering rendering) {
        ResolvedRequest resolved;
        try {
            resolved = ResolvedRequest.of(request, rendering);
        } catch (RpcException e) {
            new CallResult.Failed(e.error()).accept(rendering).sendTo(request.writer());
            return;
        }
        Optional<Exchange.Response> refusal =
                resolved.operation().isEmpty() ? Optional.empty() : refusal(request.caller(), List.of(resolved));
        if (refusal.isPresent()) {
            refuse(resolved, CallOutcome.REFUSED, refusal.get());
        } else if (resolved.operation()
                .filter(operation -> !operation.isNonBlocking())
                .isPresent()) {
            request.writer().runBlocking(() -> run(resolved));
        } else {
            run(resolved);
        }
    }

    /** Returns the response that refuses these requests if scopes are missing. It names all scopes that they need. */
    public Optional<Exchange.Response> refusal(AuthenticatedCaller caller, List<ResolvedRequest> requests) {
        List<ScopeDemand> demands = new ArrayList<>();
        for (ResolvedRequest resolved : requests) {
            String method = resolved.request().message().method();
            List<Target> targets = resolved.operation().map(Operation::targets).orElse(List.of());
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

    private static void refuse(ResolvedRequest resolved, CallOutcome outcome, Exchange.Response response) {
        resolved.operation().ifPresent(operation -> operation.refused(outcome));
        resolved.finish(new CallResult.Refused(response));
    }

    /** Runs a request after its scopes were checked. */
    public void run(ResolvedRequest resolved) {
        IncomingRequest request = resolved.request();
        if (resolved.operation().isEmpty()) {
            resolved.finish(new CallResult.Failed(new RpcError(
                    RpcError.METHOD_NOT_FOUND,
                    "Method not found: " + SafeText.quoted(request.message().method()))));
            return;
        }
        PermitResult result = calls.tryAcquire(request.caller().principal());
        if (result instanceof Permit permit) {
            try (permit) {
                run(permit, resolved.operation().get(), resolved);
            }
        } else if (result instanceof PermitResult.Refused refused) {
            refuse(resolved, CallOutcome.OVERLOADED, refused.response());
        }
    }

    private void run(Permit permit, Operation operation, ResolvedRequest resolved) {
        IncomingRequest request = resolved.request();
        Cancellation cancellation = new Cancellation(worker);
        RunningCalls.Entry entry = new RunningCalls.Entry(cancellation, request.writer());
        CallResult result = CallRunner.INTERNAL_ERROR;
        try {
            request.writer().begin(cancellation::cancel);
            running.add(entry);
            result = runner.run(operation, request, cancellation);
        } finally {
            running.remove(entry);
            permit.release();
            resolved.finish(result);
        }
    }
}
