package dev.lmcp.server;

import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.BoundedPool;
import dev.lmcp.server.base.FatalErrors;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.server.base.Incident;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ChannelPeer;
import dev.lmcp.server.call.ChannelWork;
import dev.lmcp.spi.MessageChannel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * The way of a message that arrives on a stream: the same eras and methods as over HTTP, without headers and without
 * authentication.
 *
 * <p>Calls run on threads of the server's, so that they overlap.
 */
final class ChannelEndpoint {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.channel");

    private static final int THREADS = 64;
    private static final int BACKLOG_BYTES = 16 * 1024 * 1024;

    /** As many messages as the largest backlog has room for. */
    private static final int MAX_WAITING = 1 << 20;

    /** A client that waits for answers before it sends more would wait for ever if its cancellations were not read. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Clients let a process end for some two seconds after they have closed its input, then they end it. */
    private static final Duration AFTER_THE_END = Duration.ofSeconds(1);

    private final Eras eras;
    private final ChangeBus changes;
    private final MessageCodec codec;
    private final int maxBytes;
    private final BoundedPool threads = new BoundedPool("lmcp-call", THREADS, MAX_WAITING);

    ChannelEndpoint(Eras eras, ChangeBus changes, MessageCodec codec, int maxBytes) {
        this.eras = eras;
        this.changes = changes;
        this.codec = codec;
        this.maxBytes = maxBytes;
    }

    /** Serves the other end until it ends the stream, and gives what runs then a moment to end. */
    void serve(MessageChannel channel) {
        ChannelPeer peer = new ChannelPeer(channel, codec);
        Backlog backlog = new Backlog(Math.max(BACKLOG_BYTES, maxBytes));
        ChangeBus.Sink listener = eras.listener(peer);
        changes.join(listener);
        try {
            Optional<byte[]> message = channel.read(maxBytes);
            while (message.isPresent()) {
                receive(peer, backlog, message.get());
                message = channel.read(maxBytes);
            }
            backlog.awaitEmpty(AFTER_THE_END);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a stream of messages broke off: {0}", e.getMessage());
        } finally {
            changes.leave(listener);
            peer.end();
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void receive(ChannelPeer peer, Backlog backlog, byte[] message) {
        if (message.length > maxBytes) {
            refuse(
                    peer,
                    413,
                    RpcError.INVALID_REQUEST,
                    "Content too large: a message has at most " + maxBytes + " bytes");
            return;
        }
        try {
            eras.message(peer, message).ifPresent(work -> begin(work, backlog, message.length));
        } catch (RuntimeException | Error e) {
            FatalErrors.rethrow(e);
            refuse(peer, 500, RpcError.INTERNAL_ERROR, incident(e));
        }
    }

    private static void refuse(ChannelPeer peer, int status, int code, String text) {
        peer.write(HttpAnswers.refusal(status, code, text).body());
    }

    private void begin(ChannelWork work, Backlog backlog, int bytes) {
        if (!backlog.enter(bytes, PATIENCE)) {
            work.writer().refuse(HttpAnswers.busy());
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    run(work);
                } finally {
                    backlog.leave(bytes);
                }
            });
        } catch (RejectedExecutionException e) {
            backlog.leave(bytes);
            work.writer().refuse(HttpAnswers.busy());
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private static void run(ChannelWork work) {
        try {
            work.action().run();
        } catch (RuntimeException | Error e) {
            FatalErrors.rethrow(e);
            work.writer().fail(500, incident(e));
        }
    }

    /** A fault of the server's own: the caller gets a number to quote, the log the rest. */
    private static String incident(Throwable fault) {
        String incident = Incident.id();
        LOG.log(Level.ERROR, "a message failed, incident " + incident, fault);
        return "Internal error; the server's log has the reason under incident " + incident;
    }

    /** The threads that calls run on. */
    BoundedPool threads() {
        return threads;
    }
}
