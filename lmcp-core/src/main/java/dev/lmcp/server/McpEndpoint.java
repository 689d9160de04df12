package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.AuthResult;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Negotiation;
import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.MessageChannel;
import java.util.Optional;

/**
 * Handles an HTTP request, in this order: health, public documents, Host and Origin, the page for browsers, path and
 * method, authentication, content types, the bounded body. The era of the message does the rest.
 */
final class McpEndpoint implements Endpoint {

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
    private final Runnable onUnavailable;

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
            CallLimiter calls,
            Runnable onUnavailable) {
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
        this.onUnavailable = onUnavailable;
    }

    @Override
    public void handle(Exchange exchange) {
        guarded(exchange).run(() -> begin(exchange));
    }

    private GuardedExchange guarded(Exchange exchange) {
        return new GuardedExchange(exchange, onUnavailable);
    }

    /** A probe is answered at once, also while all threads that may block are busy. */
    private void begin(Exchange exchange) {
        Optional<Exchange.Response> status = health.answer(exchange);
        if (status.isPresent()) {
            exchange.respond(status.get());
        } else if (exchange.method().equals("POST")) {
            route(exchange);
        } else {
            // The source of a document may block.
            guarded(exchange).runBlocking(() -> route(exchange));
        }
    }

    private void route(Exchange exchange) {
        Optional<Exchange.Response> early = documents
                .answer(exchange)
                .or(() -> origins.refuse(exchange))
                .or(() -> origins.preflight(exchange))
                .or(() -> page.answer(exchange));
        if (early.isPresent()) {
            exchange.respond(early.get());
            return;
        }
        Exchange allowed = guarded(CrossOriginExchange.of(exchange, origins));
        if (!isServed(allowed.path())) {
            allowed.respond(HttpResponses.refusal(404, RpcError.INVALID_REQUEST, "Not found"));
            return;
        }
        switch (allowed.method()) {
            case "POST", "GET", "DELETE" -> authenticate(allowed);
            default -> allowed.respond(HttpResponses.methodNotAllowed("POST, GET, DELETE, OPTIONS"));
        }
    }

    /** A slash at the end makes no difference: addresses are typed and joined by hand, and a 404 would say "no session". */
    private boolean isServed(String requested) {
        return requested.equals(path)
                || (!path.endsWith("/")
                        && requested.length() == path.length() + 1
                        && requested.startsWith(path)
                        && requested.endsWith("/"));
    }

    /** Only a call can be answered without a thread that may block, and only if its caller is known already. */
    private void authenticate(Exchange exchange) {
        Optional<AuthResult> known = exchange.mayBlock() ? Optional.empty() : auth.authenticateAtOnce(exchange);
        if (known.isPresent()) {
            admit(exchange, known.get());
        } else {
            exchange.runBlocking(() -> admit(exchange, auth.authenticate(exchange)));
        }
    }

    private void admit(Exchange exchange, AuthResult result) {
        if (result instanceof AuthResult.Refused refused) {
            exchange.respond(refused.response());
            return;
        }
        AuthenticatedCaller caller = (AuthenticatedCaller) result;
        switch (exchange.method()) {
            case "GET" -> get(exchange, caller);
            case "DELETE" -> eras.delete(exchange, caller);
            default -> post(exchange, caller);
        }
    }

    /** A stopping server opens no stream. It still takes POST requests: running calls may wait for an answer in one. */
    private void get(Exchange exchange, AuthenticatedCaller caller) {
        if (calls.isClosed()) {
            exchange.respond(HttpResponses.busy());
        } else {
            eras.get(exchange, caller);
        }
    }

    private void post(Exchange exchange, AuthenticatedCaller caller) {
        if (!Negotiation.isJson(exchange)) {
            exchange.respond(HttpResponses.refusal(
                    415, RpcError.INVALID_REQUEST, "Unsupported media type: the body must be application/json"));
        } else if (!Negotiation.isUncoded(exchange)) {
            exchange.respond(HttpResponses.codedBody());
        } else if (!Negotiation.accepts(exchange, HttpResponses.JSON)) {
            exchange.respond(HttpResponses.refusal(
                    406, RpcError.INVALID_REQUEST, "Not acceptable: accept application/json and text/event-stream"));
        } else {
            exchange.receive(maxBytes, body -> received(exchange, caller, body));
        }
    }

    private void received(Exchange exchange, AuthenticatedCaller caller, Exchange.Body body) {
        if (body instanceof Exchange.Body.Complete complete) {
            eras.post(exchange, caller, complete.bytes());
        } else if (body instanceof Exchange.Body.TooLarge) {
            exchange.respond(HttpResponses.refusal(
                    413, RpcError.INVALID_REQUEST, "Content too large: a body has at most " + maxBytes + " bytes"));
        }
        // aborted: the client is gone, so there is no response
    }

    @Override
    public void connect(MessageChannel channel) {
        channels.serve(channel);
    }
}
