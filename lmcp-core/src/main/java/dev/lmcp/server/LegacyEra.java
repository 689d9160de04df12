package dev.lmcp.server;

import dev.lmcp.ToolResult;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The era up to 2025-11-25: a handshake opens a session, and everything after belongs to it.
 *
 * <p>The checks stand here in the order in which they decide (MCP 2025-11-25 basic/lifecycle, basic/transports).
 */
final class LegacyEra {

    /** From here on a stream may be let go and come back to. */
    static final String POLLING_SINCE = "2025-11-25";

    static final String TASKS_SINCE = "2025-11-25";
    static final String BATCHES = "2025-03-26";
    static final String SESSION_HEADER = "Mcp-Session-Id";

    private static final int RESOURCE_NOT_FOUND = -32002;

    private final MessageCodec codec;
    private final Dispatcher dispatcher;
    private final LegacySessions sessions;
    private final LegacyHandshake handshake;
    private final LegacyMethods methods;
    private final LegacyViews views;
    private final LegacyQuestions questions;
    private final LegacyGetStreams getStreams;
    private final LegacyBatch batch;
    private final ResponseContext responses;
    private final Limits limits;

    LegacyEra(LegacyDependencies parts) {
        this.codec = parts.responses().codec();
        this.dispatcher = parts.dispatcher();
        this.sessions = parts.sessions();
        this.handshake = parts.handshake();
        this.methods = parts.methods();
        this.views = parts.views();
        this.questions = parts.questions();
        this.getStreams = parts.getStreams();
        this.responses = parts.responses();
        this.limits = parts.limits();
        this.batch = new LegacyBatch(this, codec, dispatcher, limits);
    }

    LegacyQuestions questions() {
        return questions;
    }

    void post(Exchange exchange, AuthenticatedCaller caller, Message message) {
        if (message instanceof Message.Request request && request.method().equals("initialize")) {
            handshake.answer(exchange, caller, request);
            return;
        }
        session(exchange, caller).ifPresent(session -> receive(exchange, caller, session, message));
    }

    private void receive(Exchange exchange, AuthenticatedCaller caller, LegacySession session, Message message) {
        if (message instanceof Message.Request request) {
            LegacyResponseWriter writer = writer(exchange, session);
            dispatcher.dispatch(incoming(session, request, caller, writer, writer.streams()));
            return;
        }
        take(session, message);
        exchange.respond(HttpAnswers.accepted());
    }

    /** Takes a message from a stream of messages; returns the work on it, if there is any. */
    Optional<ChannelWork> message(ChannelPeer peer, Message message) {
        if (message instanceof Message.Request request && request.method().equals("initialize")) {
            handshake.answer(peer, request);
            return Optional.empty();
        }
        Optional<LegacySession> session = peer.session();
        if (message instanceof Message.Request request) {
            ChannelResponseWriter writer = ChannelResponseWriter.to(peer, request.id());
            if (session.isEmpty()) {
                writer.finish(
                        400,
                        new Message.Failure(
                                Optional.of(request.id()),
                                new RpcError(RpcError.INVALID_REQUEST, "Invalid request: begin with initialize")));
                return Optional.empty();
            }
            LegacyRequest incoming = incoming(session.get(), request, peer.caller(), writer, true);
            return Optional.of(new ChannelWork(writer, () -> dispatcher.dispatch(incoming)));
        }
        cancelled(message).ifPresent(peer::cancel);
        session.ifPresent(open -> take(open, message));
        return Optional.empty();
    }

    Optional<ChannelWork> batch(ChannelPeer peer, JsonNode tree) {
        Optional<LegacySession> session =
                peer.session().filter(open -> open.version().equals(BATCHES));
        if (session.isEmpty()) {
            peer.write(noBatch().body());
            return Optional.empty();
        }
        ChannelResponseWriter writer = ChannelResponseWriter.toBatch(peer);
        return Optional.of(new ChannelWork(writer, () -> batch.answer(writer, peer.caller(), session.get(), tree)));
    }

    /** Takes a message that wants no answer. */
    void take(LegacySession session, Message message) {
        cancelled(message).ifPresent(session::cancel);
        if (message instanceof Message.Result result) {
            session.answer(result.id(), result);
        } else if (message instanceof Message.Failure failure) {
            failure.id().ifPresent(id -> session.answer(id, failure));
        }
    }

    /** The request that a message cancels. */
    private static Optional<RequestId> cancelled(Message message) {
        return message instanceof Message.Notification notification
                        && notification.method().equals("notifications/cancelled")
                ? RequestId.read(notification.params().path("requestId"))
                : Optional.empty();
    }

    LegacyResponseWriter writer(Exchange exchange, LegacySession session) {
        return new LegacyResponseWriter(exchange, session, responses, limits);
    }

    LegacyRequest incoming(
            LegacySession session,
            Message.Request request,
            AuthenticatedCaller caller,
            ResponseWriter writer,
            boolean canAsk) {
        Optional<Method> method = Optional.ofNullable(methods.of(session).get(request.method()));
        return new LegacyRequest(session, request, caller, writer, canAsk, method, this);
    }

    void batch(Exchange exchange, AuthenticatedCaller caller, JsonNode tree) {
        boolean isModern = Revisions.requested(exchange)
                .map(version -> !Revisions.LEGACY.contains(version))
                .orElse(false);
        if (isModern || exchange.headers(SESSION_HEADER).isEmpty()) {
            exchange.respond(noBatch());
            return;
        }
        session(exchange, caller).ifPresent(session -> {
            if (session.version().equals(BATCHES)) {
                batch.answer(writer(exchange, session), caller, session, tree);
            } else {
                exchange.respond(noBatch());
            }
        });
    }

    private static Exchange.Response noBatch() {
        return HttpAnswers.refusal(
                400,
                RpcError.INVALID_REQUEST,
                "Invalid request: only sessions of revision " + BATCHES + " take batches");
    }

    void get(Exchange exchange, AuthenticatedCaller caller) {
        if (exchange.headers(SESSION_HEADER).isEmpty() || !exchange.isDetachable()) {
            exchange.respond(HttpAnswers.methodNotAllowed("POST, DELETE"));
        } else if (!Negotiation.accepts(exchange, Sse.TYPE)) {
            exchange.respond(HttpAnswers.refusal(
                    406, RpcError.INVALID_REQUEST, "Not acceptable: a GET is answered with text/event-stream"));
        } else {
            session(exchange, caller).ifPresent(session -> getStreams.open(exchange, caller, session));
        }
    }

    void delete(Exchange exchange, AuthenticatedCaller caller) {
        session(exchange, caller).ifPresent(session -> {
            sessions.end(session);
            exchange.respond(HttpAnswers.noContent());
        });
    }

    /** The caller's session; where there is none, that has been answered. */
    private Optional<LegacySession> session(Exchange exchange, AuthenticatedCaller caller) {
        List<String> ids = exchange.headers(SESSION_HEADER);
        if (ids.size() != 1) {
            exchange.respond(HttpAnswers.refusal(
                    400,
                    RpcError.INVALID_REQUEST,
                    "Invalid request: " + SESSION_HEADER + " must be there once; begin with initialize"));
            return Optional.empty();
        }
        Optional<LegacySession> session = sessions.find(ids.get(0).strip(), caller.principal());
        if (session.isEmpty()) {
            exchange.respond(HttpAnswers.refusal(
                    404, RpcError.INVALID_REQUEST, "Session not found; begin a new one with initialize"));
        }
        return session;
    }

    /** Answers a request with its outcome: always with status 200, as 404 would mean that the session is gone. */
    void finish(LegacyRequest incoming, CallResult outcome) {
        if (outcome instanceof CallResult.Completed completed) {
            send(incoming, views.of(incoming.session(), incoming.request().method(), completed.result()));
        } else if (outcome instanceof CallResult.TaskCreated created) {
            send(incoming, LegacyTasks.created(created.task()));
        } else if (outcome instanceof CallResult.Failed failed) {
            fail(incoming, failed.error());
        } else if (outcome instanceof CallResult.ResourceMissing missing) {
            ObjectNode data = Json.object().put("uri", missing.uri());
            fail(incoming, new RpcError(RESOURCE_NOT_FOUND, "Resource not found", data));
        } else if (outcome instanceof CallResult.CapabilityMissing) {
            failForWantOfCapability(incoming);
        } else {
            incoming.writer().abandon();
        }
    }

    /** A tool's failure is for the model to read; other methods have no words for it but an error. */
    private void failForWantOfCapability(LegacyRequest incoming) {
        String text = "The client did not declare a capability that this needs";
        if (incoming.request().method().equals("tools/call")) {
            send(incoming, ContentJson.of(ToolResult.error(text)));
        } else {
            fail(incoming, new RpcError(RpcError.INVALID_REQUEST, text));
        }
    }

    private static void send(LegacyRequest incoming, ObjectNode result) {
        incoming.writer().finish(200, new Message.Result(incoming.request().id(), result));
    }

    private static void fail(LegacyRequest incoming, RpcError error) {
        incoming.writer()
                .finish(200, new Message.Failure(Optional.of(incoming.request().id()), error));
    }
}
