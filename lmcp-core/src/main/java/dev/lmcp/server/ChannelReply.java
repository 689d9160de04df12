package dev.lmcp.server;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.node.ArrayNode;

/** A reply on a stream of messages, where every message is a line among those of other requests. */
final class ChannelReply implements WholeReply {

    private final ChannelPeer peer;
    private final Optional<RequestId> request;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Creates the reply to a request, or to a batch, which has no id of its own. */
    ChannelReply(ChannelPeer peer, Optional<RequestId> request) {
        this.peer = peer;
        this.request = request;
    }

    @Override
    public void send(Message message) {
        if (!ended.get()) {
            peer.write(message);
        }
    }

    @Override
    public void finish(int status, Message.Response response) {
        if (ended.compareAndSet(false, true)) {
            peer.write(response);
        }
    }

    @Override
    public void finish(ArrayNode responses) {
        if (ended.compareAndSet(false, true)) {
            peer.write(responses);
        }
    }

    /** The caller of a channel is trusted, so that only a busy server refuses. */
    @Override
    public void refuse(Exchange.Response response) {
        finish(
                response.status(),
                new Message.Failure(
                        request,
                        new RpcError(RpcError.INTERNAL_ERROR, "The server does not take this now; try again later")));
    }

    @Override
    public void abandon() {
        ended.set(true);
    }

    @Override
    public Optional<Outlet> detach(int maxQueued) {
        ended.set(true);
        return Optional.of(peer.outlet());
    }

    @Override
    public void release(Duration retryAfter) {
        // there is one connection, and nothing to come back to
    }

    @Override
    public void onGone(Runnable action) {
        // the peer cancels what runs when the channel ends
    }
}
