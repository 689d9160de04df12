package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.spi.MessageChannel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The other end of a channel: trusted, as it started the process, and gone when the channel ends.
 *
 * <p>Safe for concurrent use.
 */
public final class ChannelPeer {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.channel");

    private final MessageChannel channel;
    private final MessageCodec codec;
    private final AuthenticatedCaller caller =
            new AuthenticatedCaller(Principal.named("process").withScopes(Scopes.all()), () -> true, Optional.empty());
    private final CancellableRequests requests = new CancellableRequests();
    private final Set<Runnable> endActions = new LinkedHashSet<>();
    private boolean ended;

    public ChannelPeer(MessageChannel channel, MessageCodec codec) {
        this.channel = channel;
        this.codec = codec;
    }

    public AuthenticatedCaller caller() {
        return caller;
    }

    /** The requests that belong to the channel itself, and end with it. */
    public CancellableRequests requests() {
        return requests;
    }

    public void write(Message message) {
        write(codec.write(message));
    }

    public void write(JsonNode tree) {
        write(codec.writeTree(tree));
    }

    public void write(byte[] line) {
        if (hasEnded()) {
            return;
        }
        try {
            channel.write(line);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a message did not reach the other end: {0}", e.getMessage());
            end();
        }
    }

    /** Runs the action when the channel has ended. */
    public void onEnd(Runnable action) {
        synchronized (endActions) {
            if (!ended) {
                endActions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Does not run the action any more: what it would end has ended. */
    void forget(Runnable action) {
        synchronized (endActions) {
            endActions.remove(action);
        }
    }

    private boolean hasEnded() {
        synchronized (endActions) {
            return ended;
        }
    }

    /** The channel has ended: its requests are cancelled. */
    public void end() {
        List<Runnable> due;
        synchronized (endActions) {
            if (ended) {
                return;
            }
            ended = true;
            due = List.copyOf(endActions);
            endActions.clear();
        }
        requests.close();
        due.forEach(Runnable::run);
    }
}
