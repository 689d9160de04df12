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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The state of a legacy client between its requests. It is small while the session is idle, and always bounded.
 *
 * <p>Safe for concurrent use. Nothing is written under the lock.
 */
final class LegacySession {

    private final String id;
    private final String node;
    private final Principal owner;
    private final SessionFacts facts;
    private final CancellableRequests requests = new CancellableRequests();
    private volatile long used;
    private volatile LogLevel logLevel = LogLevel.INFO;

    /** The number of the latest state that the nodes share. */
    private long stateNumber;

    /** How often this node may have missed a change of the state, and how often before it read the state. */
    private volatile int misses;

    private volatile int missesBeforeLoad = -1;
    private @Nullable WatchedUris subscriptions;
    private @Nullable Map<RequestId, CompletableFuture<Message.Response>> questions;
    private @Nullable LegacyStreams streams;
    private @Nullable SharedStreams sharedStreams;
    private int lastQuestion;
    private boolean closed;

    /**
     * Creates the part of a session that this node keeps.
     *
     * @param node the name of this node; questions and streams have names with it, as several nodes may serve a session
     * @param now the time, in milliseconds
     */
    LegacySession(String id, String node, Principal owner, SessionFacts facts, long now) {
        this.id = id;
        this.node = node;
        // tools read the claims from the caller of each request
        this.owner = owner.withClaims(Claims.none());
        this.facts = facts;
        this.used = now;
    }

    String id() {
        return id;
    }

    Principal owner() {
        return owner;
    }

    SessionFacts facts() {
        return facts;
    }

    String version() {
        return facts.version();
    }

    /** Returns whether the session has this revision or a later one. Revisions are dates, which compare as text. */
    boolean isAtLeast(String revision) {
        return facts.version().compareTo(revision) >= 0;
    }

    Optional<ClientInfo> client() {
        return facts.client();
    }

    ClientCapabilities capabilities() {
        return facts.capabilities();
    }

    long opened() {
        return facts.opened();
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

    /** Returns whether this node has read the state that the nodes share, and has missed no change since. */
    boolean isLoaded() {
        return missesBeforeLoad == misses;
    }

    /** Records that this node may have missed a change, so it must read the shared state again. */
    synchronized void missed() {
        misses++;
    }

    /** Returns how often this node may have missed a change. */
    int misses() {
        return misses;
    }

    /**
     * Records that this node has read the shared state.
     *
     * @param before {@link #misses} before it began to read; a change that it missed meanwhile may be absent
     */
    void loaded(int before) {
        missesBeforeLoad = before;
    }

    /** Returns the state of the session under this number. */
    synchronized SessionState state(long number) {
        List<String> uris = subscriptions == null ? List.of() : subscriptions.all();
        return new SessionState(number, logLevel, uris, false);
    }

    /**
     * Takes over a state that the nodes share, unless this node has a later one.
     *
     * @param maxSubscriptions the maximum number of subscriptions
     */
    synchronized void apply(SessionState state, int maxSubscriptions) {
        if (state.number() > stateNumber) {
            stateNumber = state.number();
            logLevel = state.logLevel();
            subscriptions =
                    state.subscriptions().isEmpty() ? null : WatchedUris.of(state.subscriptions(), maxSubscriptions);
        }
    }

    /** Returns whether a request is running or a stream is open. Such a session is not idle. */
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

    /** Returns the running requests. */
    CancellableRequests requests() {
        return requests;
    }

    /**
     * Handles a message that needs no response: a cancellation, or the answer to a question. Returns whether nothing on
     * this node waits for it, but something on another node may.
     */
    boolean receive(Message message) {
        if (message instanceof Message.Result result) {
            return !answer(result.id(), result);
        } else if (message instanceof Message.Failure failure) {
            return failure.id().map(id -> !answer(id, failure)).orElse(false);
        }
        return CancellableRequests.cancelledBy(message)
                .map(id -> !requests.cancel(id))
                .orElse(false);
    }

    /** A question to the client. The answer arrives in another HTTP request. */
    record Question(RequestId id, CompletableFuture<Message.Response> answer) {}

    synchronized Question newQuestion() {
        if (questions == null) {
            questions = new HashMap<>();
        }
        lastQuestion++;
        Question question = new Question(RequestId.of("lmcp-" + node + '-' + lastQuestion), new CompletableFuture<>());
        if (closed) {
            question.answer().cancel(false);
        } else {
            questions.put(question.id(), question.answer());
        }
        return question;
    }

    synchronized void remove(Question question) {
        if (questions != null) {
            questions.remove(question.id());
        }
    }

    /** Accepts an answer. Returns false, and drops it, if this node has no such open question. */
    boolean answer(RequestId question, Message.Response response) {
        CompletableFuture<Message.Response> pending;
        synchronized (this) {
            pending = questions == null ? null : questions.remove(question);
        }
        return pending != null && pending.complete(response);
    }

    /** Lets other nodes resume the streams of this node. Called before there is any. */
    synchronized void share(SharedStreams value) {
        sharedStreams = value;
    }

    /** Returns the streams. Creates them if there are none. */
    synchronized LegacyStreams streams(Limits limits) {
        if (streams == null) {
            Optional<SharedStreams> nodes = Optional.ofNullable(sharedStreams);
            streams = new LegacyStreams(node, limits, name -> nodes.map(shared -> shared.copy(this, name)));
            if (closed) {
                streams.close();
            }
        }
        return streams;
    }

    /** Returns the streams, if there are any. */
    synchronized Optional<LegacyStreams> streams() {
        return Optional.ofNullable(streams);
    }

    /** Ends all requests, questions and streams. */
    void close() {
        Map<RequestId, CompletableFuture<Message.Response>> pending;
        Optional<LegacyStreams> open;
        synchronized (this) {
            closed = true;
            pending = questions == null ? Map.of() : Map.copyOf(questions);
            open = Optional.ofNullable(streams);
        }
        requests.close();
        pending.values().forEach(answer -> answer.cancel(false));
        open.ifPresent(LegacyStreams::close);
    }
}
