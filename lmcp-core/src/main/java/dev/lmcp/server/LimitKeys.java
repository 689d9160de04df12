package dev.lmcp.server;

import dev.lmcp.spi.Settings;
import java.time.Duration;
import java.util.List;

/** The keys of {@link Limits}, with their bounds. */
final class LimitKeys {

    private static final Duration NONE = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(366);
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int MILLION = 1_000_000;

    /** The keys with their defaults. */
    static final List<CoreKey> ALL = catalogue(Limits.DEFAULT);

    private LimitKeys() {}

    /** Reads the limits from the slice with the prefix {@code lmcp.limits.}. */
    static Limits read(Settings settings) {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                number(settings, "body-bytes", usual.bodyBytes(), 1024, 1024 * MEBIBYTE),
                number(settings, "depth", usual.depth(), 8, 1000),
                number(settings, "batch", usual.batch(), 1, 1000),
                number(settings, "page", usual.page(), 1, 1000),
                number(settings, "token-bytes", usual.tokenBytes(), 64, 64 * 1024),
                number(settings, "sessions", usual.sessions(), 1, MILLION),
                settings.duration("session-idle", usual.sessionIdle(), SECOND, YEAR),
                settings.duration("session-age", usual.sessionAge(), SECOND, YEAR),
                number(settings, "client-info-bytes", usual.clientInfoBytes(), 256, MEBIBYTE),
                number(settings, "replay-bytes", usual.replayBytes(), 0, 64 * MEBIBYTE),
                number(settings, "subscriptions", usual.subscriptions(), 1, MILLION),
                settings.duration("heartbeat", usual.heartbeat(), Duration.ofMillis(100), HOUR),
                number(settings, "stream-queue", usual.streamQueue(), 1, 65_536),
                number(settings, "streams", usual.streams(), 1, MILLION),
                number(settings, "streams-per-caller", usual.streamsPerCaller(), 0, MILLION),
                number(settings, "calls", usual.calls(), 0, MILLION),
                number(settings, "calls-per-caller", usual.callsPerCaller(), 0, MILLION),
                ToolTimes.read(settings, YEAR),
                settings.duration("question-time", usual.questionTime(), SECOND, YEAR),
                number(settings, "tasks", usual.tasks(), 1, MILLION),
                number(settings, "tasks-per-caller", usual.tasksPerCaller(), 0, MILLION),
                number(settings, "task-bytes", usual.taskBytes(), 1024, 1024 * MEBIBYTE),
                settings.duration("task-ttl", usual.taskTtl(), SECOND, YEAR),
                settings.duration("drain", usual.drain(), NONE, HOUR));
    }

    private static List<CoreKey> catalogue(Limits usual) {
        return List.of(
                key("body-bytes", usual.bodyBytes()),
                key("depth", usual.depth()),
                key("batch", usual.batch()),
                key("page", usual.page()),
                key("token-bytes", usual.tokenBytes()),
                key("sessions", usual.sessions()),
                key("session-idle", usual.sessionIdle()),
                key("session-age", usual.sessionAge()),
                key("client-info-bytes", usual.clientInfoBytes()),
                key("replay-bytes", usual.replayBytes()),
                key("subscriptions", usual.subscriptions()),
                key("heartbeat", usual.heartbeat()),
                key("stream-queue", usual.streamQueue()),
                key("streams", usual.streams()),
                key("streams-per-caller", usual.streamsPerCaller()),
                key("calls", usual.calls()),
                key("calls-per-caller", usual.callsPerCaller()),
                key("tool-time", usual.toolTimes().usual()),
                new CoreKey("lmcp.limits.tool-time.PATTERN", ""),
                key("question-time", usual.questionTime()),
                key("tasks", usual.tasks()),
                key("tasks-per-caller", usual.tasksPerCaller()),
                key("task-bytes", usual.taskBytes()),
                key("task-ttl", usual.taskTtl()),
                key("drain", usual.drain()));
    }

    private static CoreKey key(String name, int usual) {
        return new CoreKey("lmcp.limits." + name, Integer.toString(usual));
    }

    private static CoreKey key(String name, Duration usual) {
        return new CoreKey("lmcp.limits." + name, Durations.write(usual));
    }

    private static int number(Settings settings, String key, int usual, int min, int max) {
        return (int) settings.number(key, usual, min, max);
    }
}
