package dev.lmcp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a handler may know and do while it answers one request.
 *
 * <p>Implemented by lmcp. Made for the handler's own thread; {@link #cancelled}, {@link #progress} and {@link #log} may be called by any
 * thread until the handler returns, and do nothing after that.
 */
public interface Call {

    /** Returns the caller. */
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

    /** Returns what the client says of itself. */
    Optional<ClientInfo> client();

    /** Returns the request's {@code _meta}, a copy. */
    ObjectNode meta();

    /**
     * Returns whether nobody waits for the result any more.
     *
     * <p>The thread is also interrupted, once, when that happens.
     */
    boolean cancelled();

    /** Calls {@code action} once, on another thread, if the call is cancelled; at once if it already is. */
    void onCancel(Runnable action);

    /** Tells how far the work is, in any unit, where the client wants to know. Values must grow. */
    void progress(double progress);

    /** Tells how far the work is out of {@code total}, with a word for people; an empty message is left out. */
    void progress(double progress, double total, String message);

    /** Sends a log message about this request, where the client wants that level. */
    void log(LogLevel level, String logger, JsonNode data);

    /** Sends a log message of plain text about this request, where the client wants that level. */
    void log(LogLevel level, String text);

    /** Returns whether the client can answer such a question. */
    boolean canAsk(InputRequest<?> request);

    /**
     * Asks the client and returns its answer.
     *
     * <p>Until the answer is there this does not return: the handler's run ends here and it is run again from the top,
     * with the answers so far. Let nothing before a question have an effect that must not happen twice, and do not
     * catch what this throws.
     *
     * @param key names the question, the same in every run, unique within the call
     */
    <A> A ask(String key, InputRequest<A> request);

    /** Asks several questions at once and returns when all are answered; otherwise like {@link #ask}. */
    Answers askAll(Map<String, InputRequest<?>> requests);

    /**
     * Goes on as a task where the tool's mode is {@link TaskMode#DEFERRED} and the client can follow one; otherwise
     * does nothing. Like a question, it may end this run and begin another one from the top.
     */
    void continueAsTask();

    /**
     * Lets go of the client's connection while the work goes on, where the protocol lets the client come back for the
     * answer; otherwise does nothing.
     *
     * @param retryAfter when the client should come back
     */
    void releaseConnection(Duration retryAfter);
}
