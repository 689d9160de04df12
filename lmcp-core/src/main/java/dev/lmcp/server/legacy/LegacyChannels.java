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

/** This era on channels: each of them has one session at most, which needs no id. */
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

    /** Takes a message; returns the work on it, if there is any. */
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
        LegacyHandshake.Agreement agreement = handshake.agree(
                request,
                peer.caller().principal(),
                (owner, version, client, capabilities) ->
                        Optional.of(new LegacySession("channel", owner, version, client, capabilities, 0)));
        agreement.session().ifPresent(session -> open(peer, session));
        peer.write(agreement.response());
        return Optional.empty();
    }

    /** Opens a session in place of an earlier one, until the channel ends. */
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
        LegacyRequest incoming = requests.incoming(session.get(), request, peer.caller(), writer, true);
        return Optional.of(new ChannelWork(writer, () -> requests.dispatch(incoming)));
    }

    /** A cancellation need not name its era: a request that is not the session's may be one of the modern era. */
    private void cancel(ChannelPeer peer, RequestId id) {
        boolean found =
                session(peer).map(session -> session.requests().cancel(id)).orElse(false);
        if (!found) {
            peer.requests().cancel(id);
        }
    }

    /** Takes a batch; returns the work on it, if there is any. */
    Optional<ChannelWork> batch(ChannelPeer peer, JsonNode tree) {
        Optional<LegacySession> session = session(peer).filter(LegacyBatch::isTakenBy);
        if (session.isEmpty()) {
            peer.write(LegacyBatch.notTaken().body());
            return Optional.empty();
        }
        ChannelResponseWriter writer = ChannelResponseWriter.toBatch(peer);
        return Optional.of(new ChannelWork(writer, () -> batch.answer(writer, peer.caller(), session.get(), tree)));
    }

    /** Returns what announces changes to the session of a channel, if it has one by then. */
    ChangeBus.Listener listener(ChannelPeer peer) {
        return change -> session(peer)
                .flatMap(session -> notifier.notificationFor(session, change))
                .ifPresent(peer::write);
    }
}
