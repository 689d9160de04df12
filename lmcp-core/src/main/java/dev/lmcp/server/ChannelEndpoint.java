package dev.lmcp.server;

import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.BoundedPool;
import dev.lmcp.server.base.FatalErrors;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Incident;
import dev.lmcp.server.base.ServerErrors;
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
 * Handles messages that arrive on a message channel.
 *
 * <p>The eras and methods are the same as over HTTP. There are no header fields and there is no authentication. Calls run
 * on the server's own threads, so several calls of one channel can run at once.
 */
final class ChannelEndpoint {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.channel");

    private static final int THREADS = 64;
    private static final int BACKLOG_BYTES = 16 * 1024 * 1024;

    /** The number of messages that the largest backlog has room for. */
    private static final int MAX_WAITING = 1 << 20;

    /** How long a message waits for room. Then it is refused, so that a cancellation that follows it can be read. */
    private static final Duration BACKLOG_TIMEOUT = Duration.ofSeconds(5);

    /** A client closes the input of a process and kills the process about two seconds later. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(1);

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

    /** Reads messages until the peer closes the channel. Calls that still run then have a short time to finish. */
    void serve(MessageChannel channel) {
        ChannelPeer peer = new ChannelPeer(channel, codec);
        Backlog backlog = new Backlog(Math.max(BACKLOG_BYTES, maxBytes));
        ChangeBus.Listener listener = eras.listener(peer);
        changes.subscribe(listener);
        try {
            Optional<byte[]> message = channel.read(maxBytes);
            while (message.isPresent()) {
                receive(peer, backlog, message.get());
                message = channel.read(maxBytes);
            }
            backlog.awaitEmpty(END_TIMEOUT);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a message channel failed: {0}", e.getMessage());
        } finally {
            changes.unsubscribe(listener);
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
        peer.write(HttpResponses.refusal(status, code, text).body());
    }

    private void begin(ChannelWork work, Backlog backlog, int bytes) {
        if (!backlog.add(bytes, BACKLOG_TIMEOUT)) {
            work.writer().refuse(HttpResponses.busy());
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    run(work);
                } finally {
                    backlog.remove(bytes);
                }
            });
        } catch (RejectedExecutionException e) {
            backlog.remove(bytes);
            work.writer().refuse(HttpResponses.busy());
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

    /** Logs an internal error; returns a text for the caller that names only the incident's id. */
    private static String incident(Throwable fault) {
        String incident = Incident.id();
        LOG.log(Level.ERROR, "a message failed, incident " + incident, fault);
        return ServerErrors.internal(incident).message();
    }

    /** Returns the threads that calls run on. */
    BoundedPool threads() {
        return threads;
    }
}
