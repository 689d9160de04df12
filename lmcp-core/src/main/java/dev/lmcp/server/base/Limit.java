package dev.lmcp.server.base;

import dev.lmcp.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A bound that keeps a stranger's input from costing much, with its key, its default and how it is read.
 *
 * <p>The keys say what is bounded: {@code max-…} a number, {@code …-size} bytes or items, {@code …-timeout} and {@code
 * …-interval} a time. {@code docs/configuration.md} explains each.
 */
public final class Limit<T> {

    private static final String PREFIX = "lmcp.limits.";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(366);
    private static final int KIBIBYTE = 1024;
    private static final int MEBIBYTE = 1024 * KIBIBYTE;
    private static final int MILLION = 1_000_000;

    /** The largest request body, in bytes. */
    public static final Limit<Integer> MAX_BODY_SIZE = number("max-body-size", 4 * MEBIBYTE, KIBIBYTE, 1024 * MEBIBYTE);

    /** How deep the JSON of a message may nest. */
    public static final Limit<Integer> MAX_JSON_DEPTH = number("max-json-depth", 64, 8, 1000);

    /** The most messages in a 2025-03-26 batch. */
    public static final Limit<Integer> MAX_BATCH_SIZE = number("max-batch-size", 50, 1, 1000);

    /** The items on a page of a list. */
    public static final Limit<Integer> PAGE_SIZE = number("page-size", 1000, 1, 10_000);

    /** The longest token, in bytes. */
    public static final Limit<Integer> MAX_TOKEN_SIZE = number("max-token-size", 16 * KIBIBYTE, 64, 64 * KIBIBYTE);

    /** The most legacy sessions that are open. */
    public static final Limit<Integer> MAX_SESSIONS = number("max-sessions", 10_000, 1, MILLION);

    /** When a session ends that is not used. */
    public static final Limit<Duration> SESSION_IDLE_TIMEOUT =
            time("session-idle-timeout", Duration.ofMinutes(30), SECOND, YEAR);

    /** When a session ends in any case. */
    public static final Limit<Duration> SESSION_MAX_AGE = time("session-max-age", Duration.ofHours(24), SECOND, YEAR);

    /** How much is kept of what a client says of itself, in bytes. */
    public static final Limit<Integer> MAX_CLIENT_INFO_SIZE =
            number("max-client-info-size", 4 * KIBIBYTE, 256, MEBIBYTE);

    /** How much a session keeps of its streams so that they can be resumed, in bytes. */
    public static final Limit<Integer> REPLAY_BUFFER_SIZE =
            number("replay-buffer-size", 256 * KIBIBYTE, 0, 64 * MEBIBYTE);

    /** The most resources that one session or listen stream may watch. */
    public static final Limit<Integer> MAX_SUBSCRIPTIONS = number("max-subscriptions", 1000, 1, MILLION);

    /** How often a comment goes through an open stream. */
    public static final Limit<Duration> HEARTBEAT_INTERVAL =
            time("heartbeat-interval", Duration.ofSeconds(15), Duration.ofMillis(100), HOUR);

    /** The most messages that wait for a slow reader. */
    public static final Limit<Integer> STREAM_QUEUE_SIZE = number("stream-queue-size", 256, 1, 65_536);

    /** The most streams that are open without a call. */
    public static final Limit<Integer> MAX_STREAMS = number("max-streams", 20_000, 1, MILLION);

    /** The most of them that one caller may have; 0 for any number. */
    public static final Limit<Integer> MAX_STREAMS_PER_CALLER = number("max-streams-per-caller", 0, 0, MILLION);

    /** The most calls that run at once; 0 for any number. */
    public static final Limit<Integer> MAX_CONCURRENT_CALLS = number("max-concurrent-calls", 0, 0, MILLION);

    /** The most of them that one caller may have; 0 for any number. */
    public static final Limit<Integer> MAX_CONCURRENT_CALLS_PER_CALLER =
            number("max-concurrent-calls-per-caller", 0, 0, MILLION);

    /** How long tools may run. */
    public static final Limit<ToolTimes> TOOL_TIMEOUT = new Limit<>(
            ToolTimes.class,
            new CoreKey(PREFIX + ToolTimes.KEY, Durations.write(ToolTimes.ANY.usual())),
            ToolTimes.ANY,
            settings -> ToolTimes.read(settings, YEAR));

    /** How long a question to the client may stay unanswered. */
    public static final Limit<Duration> QUESTION_TIMEOUT =
            time("question-timeout", Duration.ofMinutes(5), SECOND, YEAR);

    /** The most tasks that are kept. */
    public static final Limit<Integer> MAX_TASKS = number("max-tasks", 10_000, 1, MILLION);

    /** The most of them that one caller may have; 0 for any number. */
    public static final Limit<Integer> MAX_TASKS_PER_CALLER = number("max-tasks-per-caller", 0, 0, MILLION);

    /**
     * How much the requests of running tasks may take together, in bytes, a quarter of it those of one caller; as much
     * again the answers to their questions, and the results of the tasks that have ended.
     */
    public static final Limit<Integer> MAX_TASK_DATA_SIZE =
            number("max-task-data-size", 64 * MEBIBYTE, KIBIBYTE, 1024 * MEBIBYTE);

    /** How long a task is kept. */
    public static final Limit<Duration> TASK_TTL = time("task-ttl", HOUR, SECOND, YEAR);

    /** How long running calls may go on when the server stops. */
    public static final Limit<Duration> DRAIN_TIMEOUT =
            time("drain-timeout", Duration.ofSeconds(20), Duration.ZERO, HOUR);

    /** Every limit, in the order of the documentation. */
    public static final List<Limit<?>> ALL = List.of(
            MAX_BODY_SIZE,
            MAX_JSON_DEPTH,
            MAX_BATCH_SIZE,
            PAGE_SIZE,
            MAX_TOKEN_SIZE,
            MAX_SESSIONS,
            SESSION_IDLE_TIMEOUT,
            SESSION_MAX_AGE,
            MAX_CLIENT_INFO_SIZE,
            REPLAY_BUFFER_SIZE,
            MAX_SUBSCRIPTIONS,
            HEARTBEAT_INTERVAL,
            STREAM_QUEUE_SIZE,
            MAX_STREAMS,
            MAX_STREAMS_PER_CALLER,
            MAX_CONCURRENT_CALLS,
            MAX_CONCURRENT_CALLS_PER_CALLER,
            TOOL_TIMEOUT,
            QUESTION_TIMEOUT,
            MAX_TASKS,
            MAX_TASKS_PER_CALLER,
            MAX_TASK_DATA_SIZE,
            TASK_TTL,
            DRAIN_TIMEOUT);

    private final Class<T> type;
    private final CoreKey key;
    private final T defaultValue;
    private final Function<Settings, T> reader;

    private Limit(Class<T> type, CoreKey key, T defaultValue, Function<Settings, T> reader) {
        this.type = type;
        this.key = key;
        this.defaultValue = defaultValue;
        this.reader = reader;
    }

    private static Limit<Integer> number(String name, int usual, int min, int max) {
        return new Limit<>(Integer.class, new CoreKey(PREFIX + name, Integer.toString(usual)), usual, settings ->
                (int) settings.number(name, usual, min, max));
    }

    private static Limit<Duration> time(String name, Duration usual, Duration min, Duration max) {
        return new Limit<>(
                Duration.class,
                new CoreKey(PREFIX + name, Durations.write(usual)),
                usual,
                settings -> settings.duration(name, usual, min, max));
    }

    /** The key, with the default as configuration spells it. */
    public CoreKey key() {
        return key;
    }

    public T defaultValue() {
        return defaultValue;
    }

    /** Reads it from the slice with the prefix {@code lmcp.limits.}. */
    T read(Settings settings) {
        return reader.apply(settings);
    }

    T cast(Object value) {
        return type.cast(value);
    }
}
