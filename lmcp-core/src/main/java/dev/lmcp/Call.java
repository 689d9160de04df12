package dev.lmcp;

import dev.lmcp.embed.LocalClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a handler may know and do while it answers one request.
 *
 * <p>A call is used by the handler's own thread. {@link #isCancelled}, {@link #onCancel}, {@link #progress} and {@link
 * #log} may be called by any thread; progress and log messages that come after the handler has returned are dropped.
 *
 * <p>Implemented by lmcp only; a method may be added in a minor version. For tests use {@link LocalClient}.
 */
public interface Call {

    /** Returns the caller, as authentication found it. */
    Principal principal();

    /**
     * Returns the IP address that the request came from as text, as in {@code 192.0.2.7}; empty if there is none, as for
     * standard input and for calls in the server's own process.
     *
     * <p>It is the address of the request that began the call, also in a task. Behind a proxy it is that of the proxy,
     * unless the container has been told to trust the proxy.
     */
    Optional<String> remoteAddress();

    /**
     * Returns a header field of the HTTP request that began the call, also in a task; several lines of one name are joined
     * by a comma and a space (RFC 9110 §5.2). Names are compared without regard to case. Empty if there is none.
     *
     * <p>A tool sees no credentials. There is never a value for {@code Authorization}, {@code Proxy-Authorization},
     * {@code Cookie} and {@code DPoP}, for a field that an authenticator of this server has asked for, and for the fields of
     * the protocol itself ({@code Mcp-…}). There is none for a field of more than 8192 characters either.
     *
     * <p>Nobody vouches for a header field, unless a proxy in front of the server sets it and removes what clients send.
     */
    Optional<String> header(String name);

    /** Returns what the client says of itself; empty if it says nothing. */
    Optional<ClientInfo> client();

    /** Returns the request's {@code _meta}, a copy; empty if the request has none. */
    ObjectNode meta();

    /**
     * Returns whether nobody waits for the result any more: the client cancelled or has gone, the time limit is over,
     * or the server stops (MCP 2026-07-28, basic/patterns/cancellation).
     *
     * <p>The handler's thread is interrupted once when that happens.
     */
    boolean isCancelled();

    /** Runs {@code action} once, on another thread, when the call is cancelled; at once if it already is. */
    void onCancel(Runnable action);

    /**
     * Reports progress, if the client wants to know (MCP 2026-07-28, basic/patterns/progress).
     *
     * @param progress how far the work is, in any unit; a value that is not larger than the last one, or not finite, is
     *     not sent
     */
    void progress(double progress);

    /**
     * Reports progress out of a total, if the client wants to know.
     *
     * @param progress how far the work is, in the unit of {@code total}; as in {@link #progress(double)}
     * @param total how much there is to do; left out if it is not finite
     * @param message a word for people; left out if it is empty
     */
    void progress(double progress, double total, String message);

    /**
     * Sends a log message about this request, if the client wants its level (MCP 2026-07-28,
     * server/utilities/logging).
     *
     * @param logger the name of the part that logs; left out if it is empty
     * @param data any JSON, for people who look for faults
     */
    void log(LogLevel level, String logger, JsonNode data);

    /** Sends a log message of plain text about this request, if the client wants its level. */
    void log(LogLevel level, String text);

    /** Returns whether the client declared that it can answer such a question. */
    boolean canAsk(InputRequest<?> request);

    /**
     * Asks the client and returns its answer (MCP 2026-07-28, basic/patterns/mrtr).
     *
     * <p>This returns only if the answer is there. Otherwise the handler's run ends here: it is run again from the top,
     * with the answers so far, when the client has answered. What the handler does before a question may therefore
     * happen more than once. Do not catch what this throws.
     *
     * <p>If the client did not declare that it can answer, the call fails, and the client is told what it lacks; see
     * {@link #canAsk}.
     *
     * @param key names the question: the same in every run, unique within the call
     */
    <A> A ask(String key, InputRequest<A> request);

    /** Asks several questions at once, by their keys, and returns when all are answered; otherwise as {@link #ask}. */
    Answers askAll(Map<String, InputRequest<?>> requests);

    /**
     * Goes on as a task, if the tool's mode is {@link TaskMode#DEFERRED} and the client can follow a task; otherwise
     * does nothing. Like a question, it may end this run and begin another one from the top.
     */
    void continueAsTask();

    /**
     * Closes the client's connection while the work goes on, if the protocol lets the client come back for the answer
     * (sessions of 2025-11-25 and older); otherwise does nothing.
     *
     * @param retryAfter when the client should come back, in milliseconds
     */
    void releaseConnection(Duration retryAfter);
}
