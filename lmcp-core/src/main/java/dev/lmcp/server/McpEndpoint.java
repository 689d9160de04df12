package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.AuthResult;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.server.base.Incident;
import dev.lmcp.server.base.Negotiation;
import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.MessageChannel;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The way of a request, top to bottom: health, public documents, Host and Origin, a browser's page, path and method, authentication, content
 * types, the body within its bound, and then the era that its message belongs to.
 */
final class McpEndpoint implements Endpoint {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final String path;
    private final int maxBytes;
    private final Health health;
    private final PublicDocuments documents;
    private final OriginPolicy origins;
    private final WelcomePage page;
    private final AuthChain auth;
    private final Eras eras;
    private final ChannelEndpoint channels;
    private final CallLimiter calls;

    McpEndpoint(
            String path,
            int maxBytes,
            Health health,
            PublicDocuments documents,
            OriginPolicy origins,
            WelcomePage page,
            AuthChain auth,
            Eras eras,
            ChannelEndpoint channels,
            CallLimiter calls) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.health = health;
        this.documents = documents;
        this.origins = origins;
        this.page = page;
        this.auth = auth;
        this.eras = eras;
        this.channels = channels;
        this.calls = calls;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public void handle(Exchange exchange) {
        try {
            route(exchange);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            fail(exchange, e);
        }
    }

    private void route(Exchange exchange) {
        Optional<Exchange.Response> early = health.answer(exchange)
                .or(() -> documents.answer(exchange))
                .or(() -> origins.refuse(exchange))
                .or(() -> origins.preflight(exchange))
                .or(() -> page.answer(exchange));
        if (early.isPresent()) {
            exchange.respond(early.get());
            return;
        }
        Exchange opened = CrossOriginExchange.of(exchange, origins);
        if (!opened.path().equals(path)) {
            opened.respond(HttpAnswers.refusal(404, RpcError.INVALID_REQUEST, "Not found"));
            return;
        }
        switch (opened.method()) {
            case "POST", "GET", "DELETE" -> authenticated(opened);
            default -> opened.respond(HttpAnswers.methodNotAllowed("POST, GET, DELETE, OPTIONS"));
        }
    }

    private void authenticated(Exchange exchange) {
        AuthResult outcome = auth.authenticate(exchange);
        if (outcome instanceof AuthResult.Refused refused) {
            exchange.respond(refused.response());
            return;
        }
        AuthenticatedCaller caller = (AuthenticatedCaller) outcome;
        switch (exchange.method()) {
            case "GET" -> get(exchange, caller);
            case "DELETE" -> eras.delete(exchange, caller);
            default -> post(exchange, caller);
        }
    }

    /** No stream begins while the server stops; what running calls wait for, such as answers, still comes in by POST. */
    private void get(Exchange exchange, AuthenticatedCaller caller) {
        if (calls.isClosed()) {
            exchange.respond(HttpAnswers.busy());
        } else {
            eras.get(exchange, caller);
        }
    }

    private void post(Exchange exchange, AuthenticatedCaller caller) {
        if (!Negotiation.isJson(exchange)) {
            exchange.respond(HttpAnswers.refusal(
                    415, RpcError.INVALID_REQUEST, "Unsupported media type: the body must be application/json"));
        } else if (!Negotiation.accepts(exchange, HttpAnswers.JSON)) {
            exchange.respond(HttpAnswers.refusal(
                    406, RpcError.INVALID_REQUEST, "Not acceptable: accept application/json and text/event-stream"));
        } else {
            exchange.receive(maxBytes, body -> received(exchange, caller, body));
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void received(Exchange exchange, AuthenticatedCaller caller, Exchange.Body body) {
        try {
            if (body instanceof Exchange.Body.Complete complete) {
                eras.post(exchange, caller, complete.bytes());
            } else if (body instanceof Exchange.Body.TooLarge) {
                exchange.respond(HttpAnswers.refusal(
                        413, RpcError.INVALID_REQUEST, "Content too large: a body has at most " + maxBytes + " bytes"));
            }
            // aborted: nobody is there to answer
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            fail(exchange, e);
        }
    }

    /** A fault of the server's own: the caller gets a number to quote, the log the rest. */
    private static void fail(Exchange exchange, Throwable fault) {
        String incident = Incident.id();
        LOG.log(Level.ERROR, "a request failed, incident " + incident, fault);
        try {
            exchange.respond(HttpAnswers.refusal(
                    500,
                    RpcError.INTERNAL_ERROR,
                    "Internal error; the server's log has the reason under incident " + incident));
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "incident {0} came after the answer had begun; the transport ends it", incident);
        }
    }

    @Override
    public void connect(MessageChannel channel) {
        channels.serve(channel);
    }
}
