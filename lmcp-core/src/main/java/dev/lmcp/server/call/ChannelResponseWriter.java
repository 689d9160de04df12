package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.ServerErrors;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * Writes the response to a request on a channel. The messages of all requests share the channel.
 *
 * <p>The request can be cancelled from its arrival on, even before it runs.
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

    /** Begins the response to a request, and makes the request cancellable. */
    public static ChannelResponseWriter to(ChannelPeer peer, CancellableRequests requests, RequestId request) {
        return new ChannelResponseWriter(peer, Optional.of(request), Optional.of(requests.add(request)));
    }

    /** Begins the response to a batch. A batch has no id. */
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
            removeRequest();
            peer.write(response);
        }
    }

    @Override
    public void finish(ArrayNode responses) {
        if (end()) {
            peer.write(responses);
        }
    }

    /** The caller of a channel is trusted, so the server refuses only if it is busy. */
    @Override
    public void refuse(Exchange.Response response) {
        fail(response.status(), ServerErrors.BUSY);
    }

    /** Ends the response with an internal error. */
    public void fail(int status, String text) {
        finish(status, new Message.Failure(request, new RpcError(RpcError.INTERNAL_ERROR, text)));
    }

    @Override
    public void abandon() {
        if (end()) {
            removeRequest();
        }
    }

    /** The stream belongs to the request, which can be cancelled until the stream ends. */
    @Override
    public Optional<NotificationStream> detach(int maxQueued) {
        end();
        ChannelNotificationStream stream = new ChannelNotificationStream(peer);
        stream.onEnd(this::removeRequest);
        return Optional.of(stream);
    }

    @Override
    public void release(Duration retryAfter) {
        // the channel is the only connection, so the client cannot reconnect
    }

    @Override
    public void begin(Runnable onCancel) {
        entry.ifPresent(running -> running.onCancel(onCancel));
    }

    @Override
    public void beat() {
        // a pipe needs no heartbeat
    }

    private void removeRequest() {
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
