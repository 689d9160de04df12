package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.call.Dispatcher;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.ResolvedRequest;
import dev.lmcp.server.call.ResponseWriter;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;

/** Makes requests of a session's messages, and has them answered in the words of this era. */
final class LegacyRequests {

    private final LegacyMethods methods;
    private final LegacyQuestions questions;
    private final LegacyRendering rendering;
    private final Dispatcher dispatcher;

    LegacyRequests(LegacyMethods methods, LegacyQuestions questions, LegacyRendering rendering, Dispatcher dispatcher) {
        this.methods = methods;
        this.questions = questions;
        this.rendering = rendering;
        this.dispatcher = dispatcher;
    }

    /**
     * Makes a request.
     *
     * @param canAsk whether questions can reach the client while the request runs
     */
    LegacyRequest incoming(
            LegacySession session,
            Message.Request request,
            AuthenticatedCaller caller,
            ResponseWriter writer,
            boolean canAsk) {
        Optional<Method> method = Optional.ofNullable(methods.of(session).get(request.method()));
        return new LegacyRequest(session, request, caller, writer, canAsk, method, questions);
    }

    /** Answers a request; returns when the thread is no longer needed. */
    void dispatch(LegacyRequest request) {
        dispatcher.dispatch(request, rendering.of(request.session(), request.message()));
    }

    /** Looks up what a request of a batch is about. */
    ResolvedRequest resolve(LegacyRequest request) {
        return ResolvedRequest.of(request, rendering.of(request.session(), request.message()));
    }

    /** Returns the answer to a caller who lacks scopes for any of these requests. */
    Optional<Exchange.Response> refusal(AuthenticatedCaller caller, List<ResolvedRequest> requests) {
        return dispatcher.refusal(caller, requests);
    }

    /** Answers a request that the scope rules allow. */
    void run(ResolvedRequest request) {
        dispatcher.run(request);
    }
}
