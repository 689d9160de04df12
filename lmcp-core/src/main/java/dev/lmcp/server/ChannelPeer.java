package dev.lmcp.server;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.spi.MessageChannel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/**
 * The other end of a stream of messages: trusted, as whoever started the process is, and gone when the stream ends.
 *
 * <p>Safe for concurrent use.
 */
final class ChannelPeer {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.channel");

    private final MessageChannel channel;
    private final MessageCodec codec;
    private final AuthChain.Outcome.Admitted caller = new AuthChain.Outcome.Admitted(
            Principal.named("process").withScopes(dev.lmcp.Scopes.all()), () -> true, Optional.empty());
    private final Map<RequestId, Cancellation> running = new ConcurrentHashMap<>();
    private final AtomicReference<LegacySession> session = new AtomicReference<>();
    private final List<Runnable> endActions = new ArrayList<>();
    private boolean ended;

    ChannelPeer(MessageChannel channel, MessageCodec codec) {
        this.channel = channel;
        this.codec = codec;
    }

    AuthChain.Outcome.Admitted caller() {
        return caller;
    }

    /** The session that the handshake opened: the one there is here, as one process talks to one client. */
    Optional<LegacySession> session() {
        return Optional.ofNullable(session.get());
    }

    /** Begins a session, in place of an earlier one. */
    void session(LegacySession opened) {
        Optional.ofNullable(session.getAndSet(opened)).ifPresent(LegacySession::close);
    }

    void write(Message message) {
        write(codec.write(message));
    }

    void write(JsonNode tree) {
        write(codec.writeTree(tree));
    }

    void write(byte[] line) {
        try {
            channel.write(line);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a message did not reach the other end: {0}", e.getMessage());
            end();
        }
    }

    void begin(RequestId id, Cancellation cancellation) {
        running.put(id, cancellation);
    }

    void finished(RequestId id) {
        running.remove(id);
    }

    void cancel(RequestId id) {
        Optional.ofNullable(running.get(id)).ifPresent(Cancellation::cancel);
    }

    /** A way to the other end for messages that belong to no call. */
    Outlet outlet() {
        return new Outlet() {
            private boolean closed;
            private final List<Runnable> actions = new ArrayList<>();

            @Override
            public void send(Message message) {
                ChannelPeer.this.write(message);
            }

            @Override
            public void beat() {
                // a pipe needs no sign of life
            }

            @Override
            public void close() {
                List<Runnable> due;
                synchronized (actions) {
                    closed = true;
                    due = List.copyOf(actions);
                    actions.clear();
                }
                due.forEach(Runnable::run);
            }

            @Override
            public void onEnd(Runnable action) {
                boolean late;
                synchronized (actions) {
                    late = closed;
                    if (!late) {
                        actions.add(action);
                    }
                }
                if (late) {
                    action.run();
                } else {
                    ChannelPeer.this.onEnd(this::close);
                }
            }
        };
    }

    private void onEnd(Runnable action) {
        synchronized (endActions) {
            if (!ended) {
                endActions.add(action);
                return;
            }
        }
        action.run();
    }

    /** The stream has ended: nobody waits for anything any more. */
    void end() {
        List<Runnable> due;
        synchronized (endActions) {
            if (ended) {
                return;
            }
            ended = true;
            due = List.copyOf(endActions);
            endActions.clear();
        }
        running.values().forEach(Cancellation::cancel);
        session().ifPresent(LegacySession::close);
        due.forEach(Runnable::run);
    }
}
