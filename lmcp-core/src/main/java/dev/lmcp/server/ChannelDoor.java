package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.MessageChannel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The way of a message that arrives on a stream: the same eras and methods as over HTTP, without headers and without
 * authentication.
 */
final class ChannelDoor {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.channel");

    private final Eras eras;
    private final ChangeBus changes;
    private final LegacyNews news;
    private final dev.lmcp.jsonrpc.MessageCodec codec;
    private final Executor threads;
    private final int mostBytes;

    ChannelDoor(
            Eras eras,
            ChangeBus changes,
            LegacyNews news,
            dev.lmcp.jsonrpc.MessageCodec codec,
            Executor threads,
            int mostBytes) {
        this.eras = eras;
        this.changes = changes;
        this.news = news;
        this.codec = codec;
        this.threads = threads;
        this.mostBytes = mostBytes;
    }

    /** Serves the other end until it ends the stream; handlers run on threads of the server's, so that calls overlap. */
    void serve(MessageChannel channel) {
        ChannelPeer peer = new ChannelPeer(channel, codec);
        ChangeBus.Sink listener = change ->
                peer.session().flatMap(session -> news.about(session, change)).ifPresent(peer::write);
        changes.join(listener);
        try {
            Optional<byte[]> message = channel.read();
            while (message.isPresent()) {
                receive(peer, message.get());
                message = channel.read();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a stream of messages broke off: {0}", e.getMessage());
        } finally {
            changes.leave(listener);
            peer.end();
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void receive(ChannelPeer peer, byte[] message) {
        try {
            if (message.length > mostBytes) {
                peer.write(HttpAnswers.refusal(
                                413,
                                RpcError.INVALID_REQUEST,
                                "Content too large: a message has at most " + mostBytes + " bytes")
                        .body());
            } else {
                eras.message(peer, message).ifPresent(threads::execute);
            }
        } catch (RejectedExecutionException e) {
            peer.write(HttpAnswers.busy().body());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "a message failed, incident " + Incident.id(), e);
        }
    }
}
