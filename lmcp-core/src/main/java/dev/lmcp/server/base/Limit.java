package dev.lmcp.server.base;

import dev.lmcp.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A configurable limit on the resources that a client can use, with its key, its default and its reader.
 *
 * <p>The names of the keys: {@code max-…} is a maximum, {@code …-size} counts bytes or items, {@code …-timeout} and
 * {@code …-interval} are durations. {@code docs/configuration.md} explains each key.
 */
public final class Limit<T> {

    private static final String PREFIX = "lmcp.limits.";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(366);
    private static final int KIBIBYTE = 1024;
    private static final int MEBIBYTE = 1024 * KIBIBYTE;
    private static final int MILLION = 1_000_000;

    /** The maximum size of a request body, in bytes. */
    public static final Limit<Integer> MAX_BODY_SIZE = number("max-body-size", 4 * MEBIBYTE, KIBIBYTE, 1024 * MEBIBYTE);

    /** The maximum nesting depth of the JSON of a message. */
    public static final Limit<Integer> MAX_JSON_DEPTH = number("max-json-depth", 64, 8, 1000);

    /** The maximum number of messages in a batch of revision 2025-03-26. */
    public static final Limit<Integer> MAX_BATCH_SIZE = number("max-batch-size", 50, 1, 1000);

    /** The number of items on a page of a list. */
    public static final Limit<Integer> PAGE_SIZE = number("page-size", 1000, 1, 10_000);

    /** The maximum size of a token, in bytes. */
    public static final Limit<Integer> MAX_TOKEN_SIZE = number("max-token-size", 16 * KIBIBYTE, 64, 64 * KIBIBYTE);

    /** The maximum number of open legacy sessions. */
    public static final Limit<Integer> MAX_SESSIONS = number("max-sessions", 10_000, 1, MILLION);

    /** The time after which an idle session ends. */
    public static final Limit<Duration> SESSION_IDLE_TIMEOUT =
            time("session-idle-timeout", Duration.ofMinutes(30), SECOND, YEAR);

    /** The time after which a session ends, idle or not. */
    public static final Limit<Duration> SESSION_MAX_AGE = time("session-max-age", Duration.ofHours(24), SECOND, YEAR);

    /** The size of the events that a session keeps for clients that resume a stream, in bytes. */
    public static final Limit<Integer> REPLAY_BUFFER_SIZE =
            number("replay-buffer-size", 256 * KIBIBYTE, 0, 64 * MEBIBYTE);

    /** The maximum number of resources that one session or listen stream watches. */
    public static final Limit<Integer> MAX_SUBSCRIPTIONS = number("max-subscriptions", 1000, 1, MILLION);

    /** The time between two heartbeats on an open stream. */
    public static final Limit<Duration> HEARTBEAT_INTERVAL =
            time("heartbeat-interval", Duration.ofSeconds(15), Duration.ofMillis(100), HOUR);

    /** The maximum number of messages in the queue of a stream. */
    public static final Limit<Integer> STREAM_QUEUE_SIZE = number("stream-queue-size", 256, 1, 65_536);

    /** The maximum number of open streams that belong to no call. */
    public static final Limit<Integer> MAX_STREAMS = number("max-streams", 20_000, 1, MILLION);

    /** The maximum number of these streams for one caller; 0 means no limit. */
    public static final Limit<Integer> MAX_STREAMS_PER_CALLER = number("max-streams-per-caller", 0, 0, MILLION);

    /** The maximum number of concurrent calls; 0 means no limit. */
    public static final Limit<Integer> MAX_CONCURRENT_CALLS = number("max-concurrent-calls", 0, 0, MILLION);

    /** The maximum number of concurrent calls of one caller; 0 means no limit. */
    public static final Limit<Integer> MAX_CONCURRENT_CALLS_PER_CALLER =
            number("max-concurrent-calls-per-caller", 0, 0, MILLION);

    /** The maximum time that a tool runs. */
    public static final Limit<ToolTimeouts> TOOL_TIMEOUT = new Limit<>(
            ToolTimeouts.class,
            new CoreKey(PREFIX + ToolTimeouts.KEY, Durations.write(ToolTimeouts.UNLIMITED.defaultTimeout())),
            ToolTimeouts.UNLIMITED,
            settings -> ToolTimeouts.read(settings, YEAR));

    /** The maximum time that the server waits for an answer to a question. */
    public static final Limit<Duration> QUESTION_TIMEOUT =
            time("question-timeout", Duration.ofMinutes(5), SECOND, YEAR);

    /** The maximum number of tasks. */
    public static final Limit<Integer> MAX_TASKS = number("max-tasks", 10_000, 1, MILLION);

    /** The maximum number of tasks of one caller; 0 means no limit. */
    public static final Limit<Integer> MAX_TASKS_PER_CALLER = number("max-tasks-per-caller", 0, 0, MILLION);

    /**
     * The maximum size of the requests of all running tasks, in bytes. A caller with several tasks may use a quarter.
     * The answers to questions may take as much again, and so may the results of tasks that have ended.
     */
    public static final Limit<Integer> MAX_TASK_DATA_SIZE =
            number("max-task-data-size", 64 * MEBIBYTE, KIBIBYTE, 1024 * MEBIBYTE);

    /** The time for which a task is kept. */
    public static final Limit<Duration> TASK_TTL = time("task-ttl", HOUR, SECOND, YEAR);

    /** The time for which running calls may continue while the server is stopping. */
    public static final Limit<Duration> DRAIN_TIMEOUT =
            time("drain-timeout", Duration.ofSeconds(20), Duration.ZERO, HOUR);

    /** All limits, in the order of the documentation. */
    public static final List<Limit<?>> ALL = List.of(
            MAX_BODY_SIZE,
            MAX_JSON_DEPTH,
            MAX_BATCH_SIZE,
            PAGE_SIZE,
            MAX_TOKEN_SIZE,
            MAX_SESSIONS,
            SESSION_IDLE_TIMEOUT,
            SESSION_MAX_AGE,
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

    private static Limit<Integer> number(String name, int defaultValue, int min, int max) {
        return new Limit<>(
                Integer.class,
                new CoreKey(PREFIX + name, Integer.toString(defaultValue)),
                defaultValue,
                new NumberReader(name, defaultValue, min, max));
    }

    /** Reads a number. It is no lambda, whose form with so many numbers the JVM would make at each start. */
    private record NumberReader(String name, int defaultValue, int min, int max)
            implements Function<Settings, Integer> {

        @Override
        public Integer apply(Settings settings) {
            return (int) settings.number(name, defaultValue, min, max);
        }
    }

    private static Limit<Duration> time(String name, Duration defaultValue, Duration min, Duration max) {
        return new Limit<>(
                Duration.class,
                new CoreKey(PREFIX + name, Durations.write(defaultValue)),
                defaultValue,
                settings -> settings.duration(name, defaultValue, min, max));
    }

    /** Returns the key and the default, as in a configuration file. */
    public CoreKey key() {
        return key;
    }

    public T defaultValue() {
        return defaultValue;
    }

    /** Reads the limit from the settings with the prefix {@code lmcp.limits.}. */
    T read(Settings settings) {
        return reader.apply(settings);
    }

    T cast(Object value) {
        return type.cast(value);
    }
}
