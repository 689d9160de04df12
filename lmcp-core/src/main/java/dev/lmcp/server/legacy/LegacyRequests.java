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

/** Creates the requests of sessions, and dispatches them with the rendering of this era. */
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
     * Creates a request.
     *
     * @param canAsk whether questions can reach the client while the request runs
     */
    LegacyRequest create(
            LegacySession session,
            Message.Request message,
            AuthenticatedCaller caller,
            ResponseWriter writer,
            boolean canAsk) {
        Optional<Method> method = Optional.ofNullable(methods.of(session).get(message.method()));
        return new LegacyRequest(session, message, caller, writer, canAsk, method, questions);
    }

    /** Handles a request. Returns when the thread is no longer needed. */
    void dispatch(LegacyRequest request) {
        dispatcher.dispatch(request, rendering.of(request.session(), request.message()));
    }

    /** Resolves a request of a batch to its operation. */
    ResolvedRequest resolve(LegacyRequest request) {
        return ResolvedRequest.of(request, rendering.of(request.session(), request.message()));
    }

    /** Returns the response that refuses these requests if scopes are missing. */
    Optional<Exchange.Response> refusal(AuthenticatedCaller caller, List<ResolvedRequest> requests) {
        return dispatcher.refusal(caller, requests);
    }

    /** Runs a request after its scopes were checked. */
    void run(ResolvedRequest request) {
        dispatcher.run(request);
    }
}
