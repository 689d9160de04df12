package dev.lmcp.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** What a connection waits for, and for how long. Used by the event loop of the connection. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class ConnectionTimer {

    private final Http1Connection connection;
    private final Channel channel;
    private final Timeouts timeouts;
    private Waiting waiting = Waiting.NOTHING;
    private long unwritten;
    private final Deadline deadline;

    private enum Waiting {
        NOTHING,
        HEAD,
        NEXT_REQUEST,
        REST_OF_HEAD,
        BODY,
        READER,
        UNREAD
    }

    ConnectionTimer(Http1Connection connection, Channel channel, Timeouts timeouts) {
        this.connection = connection;
        this.channel = channel;
        this.timeouts = timeouts;
        this.deadline = new Deadline(channel.eventLoop(), this::expired);
    }

    void awaitHead() {
        waiting = Waiting.HEAD;
        deadline.set(timeouts.head());
    }

    void awaitNextRequest() {
        waiting = Waiting.NEXT_REQUEST;
        deadline.set(timeouts.idle());
    }

    /** The first bytes of a head have arrived. More bytes of it give no more time. */
    void awaitRestOfHead() {
        if (waiting == Waiting.NEXT_REQUEST) {
            waiting = Waiting.REST_OF_HEAD;
            deadline.set(timeouts.head());
        }
    }

    void awaitBody() {
        waiting = Waiting.BODY;
        deadline.set(timeouts.body());
    }

    /** Waits for the client to read. */
    void awaitReader() {
        waiting = Waiting.READER;
        unwritten = bytesLeft(channel);
        deadline.set(timeouts.write());
    }

    void awaitUnread() {
        waiting = Waiting.UNREAD;
        deadline.set(timeouts.unread());
    }

    void stop() {
        waiting = Waiting.NOTHING;
        deadline.clear();
    }

    void cancel() {
        deadline.cancel();
    }

    private void expired() {
        switch (waiting) {
            case HEAD, REST_OF_HEAD -> connection.headTimedOut();
            case BODY -> connection.refuse(408);
            case READER -> readerTimedOut();
            default -> channel.close();
        }
    }

    private void readerTimedOut() {
        long now = bytesLeft(channel);
        if (now > 0 && now < unwritten) {
            awaitReader();
        } else {
            connection.cutOff("a client did not read its response in time; its connection was closed");
        }
    }

    /** Returns the number of bytes that the socket has not taken. */
    static long bytesLeft(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }
}
