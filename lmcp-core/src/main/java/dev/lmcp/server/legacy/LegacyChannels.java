package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.call.CancellableRequests;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ChannelPeer;
import dev.lmcp.server.call.ChannelResponseWriter;
import dev.lmcp.server.call.ChannelWork;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The legacy era on channels. A channel has at most one session, which needs no id. */
final class LegacyChannels {

    private final LegacyHandshake handshake;
    private final LegacyRequests requests;
    private final LegacyBatch batch;
    private final LegacyNotifier notifier;
    private final Map<ChannelPeer, LegacySession> sessions = new ConcurrentHashMap<>();

    LegacyChannels(LegacyHandshake handshake, LegacyRequests requests, LegacyBatch batch, LegacyNotifier notifier) {
        this.handshake = handshake;
        this.requests = requests;
        this.batch = batch;
        this.notifier = notifier;
    }

    private Optional<LegacySession> session(ChannelPeer peer) {
        return Optional.ofNullable(sessions.get(peer));
    }

    /** Handles a message. Returns its work, if there is any. */
    Optional<ChannelWork> message(ChannelPeer peer, Message message) {
        if (message instanceof Message.Request request) {
            return request.method().equals(LegacyHandshake.METHOD) ? initialize(peer, request) : request(peer, request);
        }
        Optional<RequestId> cancelled = CancellableRequests.cancelledBy(message);
        if (cancelled.isPresent()) {
            cancel(peer, cancelled.get());
        } else {
            session(peer).ifPresent(session -> session.receive(message));
        }
        return Optional.empty();
    }

    private Optional<ChannelWork> initialize(ChannelPeer peer, Message.Request request) {
        LegacyHandshake.Initialization initialization = handshake.initialize(
                request,
                peer.caller().principal(),
                (owner, version, client, capabilities) -> Optional.of(new LegacySession(
                        "channel", "channel", owner, SessionFacts.of(version, client, capabilities, 0), 0)));
        initialization.session().ifPresent(session -> open(peer, session));
        peer.write(initialization.response());
        return Optional.empty();
    }

    /** Opens a session in place of an earlier one. The session ends with the channel. */
    private void open(ChannelPeer peer, LegacySession session) {
        LegacySession earlier = sessions.put(peer, session);
        if (earlier == null) {
            peer.onEnd(() -> Optional.ofNullable(sessions.remove(peer)).ifPresent(LegacySession::close));
        } else {
            earlier.close();
        }
    }

    private Optional<ChannelWork> request(ChannelPeer peer, Message.Request request) {
        Optional<LegacySession> session = session(peer);
        if (session.isEmpty()) {
            peer.write(new Message.Failure(
                    Optional.of(request.id()),
                    new RpcError(RpcError.INVALID_REQUEST, "Invalid request: begin with initialize")));
            return Optional.empty();
        }
        ChannelResponseWriter writer =
                ChannelResponseWriter.to(peer, session.get().requests(), request.id());
        LegacyRequest legacyRequest = requests.create(session.get(), request, peer.caller(), writer, true);
        return Optional.of(new ChannelWork(writer, () -> requests.dispatch(legacyRequest)));
    }

    /** Cancels a request of the session, or else one of the modern era. A cancellation does not name its era. */
    private void cancel(ChannelPeer peer, RequestId id) {
        boolean isCancelled =
                session(peer).map(session -> session.requests().cancel(id)).orElse(false);
        if (!isCancelled) {
            peer.requests().cancel(id);
        }
    }

    /** Handles a batch. Returns its work, if there is any. */
    Optional<ChannelWork> batch(ChannelPeer peer, JsonNode tree) {
        Optional<LegacySession> session = session(peer).filter(LegacyBatch::isSupportedBy);
        if (session.isEmpty()) {
            peer.write(LegacyBatch.unsupported().body());
            return Optional.empty();
        }
        ChannelResponseWriter writer = ChannelResponseWriter.toBatch(peer);
        return Optional.of(new ChannelWork(writer, () -> batch.answer(writer, peer.caller(), session.get(), tree)));
    }

    /** Returns the listener that notifies the session of a channel of changes. The session may open later. */
    ChangeBus.Listener listener(ChannelPeer peer) {
        return change -> session(peer)
                .flatMap(session -> notifier.notificationFor(session, change))
                .ifPresent(peer::write);
    }
}
