package dev.lmcp.server;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * A reply on a stream of messages, where every message is a line among those of other requests.
 *
 * <p>Its peer knows it from the arrival of the request on, so that a cancellation is not lost that arrives before the
 * work has begun.
 */
final class ChannelResponseWriter implements BatchResponseWriter {

    private final ChannelPeer peer;
    private final Optional<RequestId> request;
    private boolean ended;
    private boolean cancelled;
    private @Nullable Runnable onCancel;

    private ChannelResponseWriter(ChannelPeer peer, Optional<RequestId> request) {
        this.peer = peer;
        this.request = request;
    }

    /** Begins the reply to a request that has arrived. */
    static ChannelResponseWriter to(ChannelPeer peer, RequestId request) {
        ChannelResponseWriter writer = new ChannelResponseWriter(peer, Optional.of(request));
        peer.begin(request, writer);
        return writer;
    }

    /** Begins the reply to a batch, which has no id of its own. */
    static ChannelResponseWriter toBatch(ChannelPeer peer) {
        return new ChannelResponseWriter(peer, Optional.empty());
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
    void fail(int status, String text) {
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
    public void begin(Runnable whenGone) {
        synchronized (this) {
            if (!cancelled) {
                onCancel = whenGone;
                return;
            }
        }
        whenGone.run();
    }

    @Override
    public void beat() {
        // a pipe needs no sign of life
    }

    /** The client does not wait for this any more. */
    void cancel() {
        Runnable action;
        synchronized (this) {
            cancelled = true;
            action = onCancel;
            onCancel = null;
        }
        if (action != null) {
            action.run();
        }
    }

    private void leave() {
        request.ifPresent(id -> peer.finished(id, this));
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
