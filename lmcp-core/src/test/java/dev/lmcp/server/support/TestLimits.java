package dev.lmcp.server.support;

import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import java.time.Duration;

/** The default limits but for a few. */
public final class TestLimits {

    private TestLimits() {}

    /** Limits of tasks: how many, and for how long. */
    public static Limits with(int tasks, Duration ttl) {
        return Limits.DEFAULT.with(Limit.MAX_TASKS, tasks).with(Limit.TASK_TTL, ttl);
    }

    /** Limits of tasks: how many there may be, how many of one caller's, and how much their results may take. */
    public static Limits ofTasks(int tasks, int perCaller, int bytes) {
        return with(tasks, Duration.ofMinutes(1))
                .with(Limit.MAX_TASKS_PER_CALLER, perCaller)
                .with(Limit.MAX_TASK_DATA_SIZE, bytes);
    }

    /** Limits of sessions: how many. */
    public static Limits withSessions(int sessions) {
        return Limits.DEFAULT.with(Limit.MAX_SESSIONS, sessions);
    }
}
