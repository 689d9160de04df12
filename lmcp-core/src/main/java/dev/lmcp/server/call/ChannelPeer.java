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
 * The client at the other end of a channel. It is trusted, as it started this process.
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

    /** Returns the requests that belong to the channel itself. They end with the channel. */
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
            LOG.log(Level.DEBUG, "a message could not be written to the channel: {0}", e.getMessage());
            end();
        }
    }

    /** Runs the action after the channel has ended. */
    public void onEnd(Runnable action) {
        synchronized (endActions) {
            if (!ended) {
                endActions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Removes an action, so that it does not run at the end. */
    void removeOnEnd(Runnable action) {
        synchronized (endActions) {
            endActions.remove(action);
        }
    }

    private boolean hasEnded() {
        synchronized (endActions) {
            return ended;
        }
    }

    /** Cancels the requests of the channel after its end. */
    public void end() {
        List<Runnable> actions;
        synchronized (endActions) {
            if (ended) {
                return;
            }
            ended = true;
            actions = List.copyOf(endActions);
            endActions.clear();
        }
        requests.close();
        actions.forEach(Runnable::run);
    }
}
