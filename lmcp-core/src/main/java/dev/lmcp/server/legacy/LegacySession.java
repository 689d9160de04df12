package dev.lmcp.server.legacy;

import dev.lmcp.Claims;
import dev.lmcp.ClientInfo;
import dev.lmcp.LogLevel;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.WatchedUris;
import dev.lmcp.server.call.CancellableRequests;
import dev.lmcp.server.call.ClientCapabilities;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The state of a legacy client between its requests: small while the session is idle, and bounded while it is not.
 *
 * <p>Safe for concurrent use; one lock, never held while anything is written.
 */
final class LegacySession {

    private final String id;
    private final Principal owner;
    private final String version;
    private final Optional<ClientInfo> client;
    private final ClientCapabilities capabilities;
    private final long opened;
    private final CancellableRequests requests = new CancellableRequests();
    private volatile long used;
    private volatile LogLevel logLevel = LogLevel.INFO;
    private @Nullable WatchedUris subscriptions;
    private @Nullable Map<RequestId, CompletableFuture<Message.Response>> questions;
    private @Nullable LegacyStreams streams;
    private int lastQuestion;
    private boolean closed;

    LegacySession(
            String id,
            Principal owner,
            String version,
            Optional<ClientInfo> client,
            ClientCapabilities capabilities,
            long now) {
        this.id = id;
        // what a tool reads of its caller comes with each request
        this.owner = owner.withClaims(Claims.none());
        this.version = version;
        this.client = client;
        this.capabilities = capabilities;
        this.opened = now;
        this.used = now;
    }

    String id() {
        return id;
    }

    Principal owner() {
        return owner;
    }

    String version() {
        return version;
    }

    /** Whether the session speaks this revision or a later one: dates compare as text. */
    boolean speaks(String revision) {
        return version.compareTo(revision) >= 0;
    }

    Optional<ClientInfo> client() {
        return client;
    }

    ClientCapabilities capabilities() {
        return capabilities;
    }

    long opened() {
        return opened;
    }

    long used() {
        return used;
    }

    void touch(long now) {
        used = now;
    }

    LogLevel logLevel() {
        return logLevel;
    }

    void logLevel(LogLevel level) {
        logLevel = level;
    }

    /** Whether something is going on, so that the session is not idle whatever the clock says. */
    synchronized boolean isBusy() {
        return !requests.isEmpty() || (streams != null && streams.isOpen());
    }

    synchronized boolean subscribe(String uri, int max) {
        if (subscriptions == null) {
            subscriptions = new WatchedUris(max);
        }
        return subscriptions.add(uri);
    }

    synchronized void unsubscribe(String uri) {
        if (subscriptions != null) {
            subscriptions.remove(uri);
            subscriptions = subscriptions.isEmpty() ? null : subscriptions;
        }
    }

    /** Returns the URI as the client named it, if it watches it. */
    synchronized Optional<String> subscribed(String uri) {
        return subscriptions == null ? Optional.empty() : subscriptions.find(uri);
    }

    /** The requests of the session that run. */
    CancellableRequests requests() {
        return requests;
    }

    /** Takes a message that wants no response: a cancellation, or an answer to a question. */
    void receive(Message message) {
        CancellableRequests.cancelledBy(message).ifPresent(requests::cancel);
        if (message instanceof Message.Result result) {
            answer(result.id(), result);
        } else if (message instanceof Message.Failure failure) {
            failure.id().ifPresent(id -> answer(id, failure));
        }
    }

    /** A question to the client, whose answer will arrive as a request of its own. */
    record Question(RequestId id, CompletableFuture<Message.Response> answer) {}

    synchronized Question newQuestion() {
        if (questions == null) {
            questions = new HashMap<>();
        }
        lastQuestion++;
        Question question = new Question(RequestId.of("lmcp-" + lastQuestion), new CompletableFuture<>());
        if (closed) {
            question.answer().cancel(false);
        } else {
            questions.put(question.id(), question.answer());
        }
        return question;
    }

    synchronized void forget(Question question) {
        if (questions != null) {
            questions.remove(question.id());
        }
    }

    /** Takes an answer; one to a question that was never asked, or is over, is dropped. */
    void answer(RequestId question, Message.Response response) {
        CompletableFuture<Message.Response> waiting;
        synchronized (this) {
            waiting = questions == null ? null : questions.remove(question);
        }
        if (waiting != null) {
            waiting.complete(response);
        }
    }

    /** The session's streams; made when the first one is needed. */
    synchronized LegacyStreams streams(Limits limits) {
        if (streams == null) {
            streams = new LegacyStreams(limits);
            if (closed) {
                streams.close();
            }
        }
        return streams;
    }

    /** The session's streams, if it has any. */
    synchronized Optional<LegacyStreams> streams() {
        return Optional.ofNullable(streams);
    }

    /** Ends everything that goes on. */
    void close() {
        Map<RequestId, CompletableFuture<Message.Response>> waiting;
        Optional<LegacyStreams> open;
        synchronized (this) {
            closed = true;
            waiting = questions == null ? Map.of() : Map.copyOf(questions);
            open = Optional.ofNullable(streams);
        }
        requests.close();
        waiting.values().forEach(answer -> answer.cancel(false));
        open.ifPresent(LegacyStreams::close);
    }
}
