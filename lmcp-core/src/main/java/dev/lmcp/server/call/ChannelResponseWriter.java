package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * The response on a channel, where every message is a line among those of other requests.
 *
 * <p>The request can be cancelled from its arrival on, even before the work has begun.
 */
public final class ChannelResponseWriter implements BatchResponseWriter {

    private final ChannelPeer peer;
    private final Optional<RequestId> request;
    private final Optional<CancellableRequests.Entry> entry;
    private boolean ended;

    private ChannelResponseWriter(
            ChannelPeer peer, Optional<RequestId> request, Optional<CancellableRequests.Entry> entry) {
        this.peer = peer;
        this.request = request;
        this.entry = entry;
    }

    /** Begins the response to a request that has arrived, and adds that to those that can be cancelled. */
    public static ChannelResponseWriter to(ChannelPeer peer, CancellableRequests requests, RequestId request) {
        return new ChannelResponseWriter(peer, Optional.of(request), Optional.of(requests.add(request)));
    }

    /** Begins the response to a batch, which has no id of its own. */
    public static ChannelResponseWriter toBatch(ChannelPeer peer) {
        return new ChannelResponseWriter(peer, Optional.empty(), Optional.empty());
    }

    @Override
    public void send(Message message) {
        if (!isEnded()) {
            peer.write(message);
        }
    }

    @Override
    public void finish(int status, Message.Response response) {
        if (end()) {
            leave();
            peer.write(response);
        }
    }

    @Override
    public void finish(ArrayNode responses) {
        if (end()) {
            peer.write(responses);
        }
    }

    /** The caller of a channel is trusted, so that only a busy server refuses. */
    @Override
    public void refuse(Exchange.Response response) {
        fail(response.status(), "The server does not take this now; try again later");
    }

    /** Ends with an error of the server's own. */
    public void fail(int status, String text) {
        finish(status, new Message.Failure(request, new RpcError(RpcError.INTERNAL_ERROR, text)));
    }

    @Override
    public void abandon() {
        if (end()) {
            leave();
        }
    }

    /** What comes later belongs to the request still: it can be cancelled until that ends. */
    @Override
    public Optional<NotificationStream> detach(int maxQueued) {
        end();
        ChannelNotificationStream outgoing = new ChannelNotificationStream(peer);
        outgoing.onEnd(this::leave);
        return Optional.of(outgoing);
    }

    @Override
    public void release(Duration retryAfter) {
        // there is one connection, and nothing to come back to
    }

    @Override
    public void begin(Runnable onCancel) {
        entry.ifPresent(running -> running.onCancel(onCancel));
    }

    @Override
    public void beat() {
        // a pipe needs no sign of life
    }

    private void leave() {
        entry.ifPresent(CancellableRequests.Entry::end);
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
