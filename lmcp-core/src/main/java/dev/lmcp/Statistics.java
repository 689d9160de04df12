package dev.lmcp;

import java.util.List;

/**
 * What a server is at and what it has done since its start, as {@link Lmcp#statistics} finds it; for figures of one's
 * own, such as a page for Prometheus. The same is shown by JMX.
 *
 * <p>Counts only grow. They are read one after the other while calls go on, so two of them may be some calls apart. How
 * many rows there are is bounded, whatever callers send.
 *
 * @param ready whether calls are let in and can be judged
 * @param runningCalls requests that are worked on
 * @param sessions legacy sessions that are open
 * @param streams streams that are open without a call
 * @param tasks tasks that are kept, those that have ended with them
 * @param calls calls of tools, by how they ended
 * @param authentications what was made of credentials
 * @param metrics what the authenticators show of themselves
 */
public record Statistics(
        boolean ready,
        long runningCalls,
        long sessions,
        long streams,
        long tasks,
        List<Calls> calls,
        List<Authentications> authentications,
        List<Metric> metrics) {

    /** Makes immutable copies. */
    public Statistics {
        calls = List.copyOf(calls);
        authentications = List.copyOf(authentications);
        metrics = List.copyOf(metrics);
    }

    /**
     * How often calls of one tool ended in one way.
     *
     * @param tool its name, or {@code (unknown)} for all names that are no tool's
     * @param outcome {@code completed}, {@code tool_error}, {@code invalid_arguments}, {@code exception}, {@code
     *     timed_out}, {@code cancelled}, {@code suspended}, {@code refused} or {@code overloaded}
     * @param count how often
     */
    public record Calls(String tool, String outcome, long count) {}

    /**
     * How often credentials were judged in one way.
     *
     * @param plugin the auth plugin that decided, {@code core} where the server did itself, {@code none} where anybody
     *     may call
     * @param outcome {@code accepted}, {@code missing}, {@code rejected}, {@code malformed}, {@code denied}, {@code
     *     insufficient_scope}, {@code unavailable} or {@code exception}
     * @param reason the plugin's own word, empty for those accepted
     * @param count how often
     */
    public record Authentications(String plugin, String outcome, String reason, long count) {}

    /**
     * One figure of an authenticator's own.
     *
     * @param plugin the auth plugin
     * @param name what it is, with its unit
     * @param value its value when it was asked
     */
    public record Metric(String plugin, String name, long value) {}
}
