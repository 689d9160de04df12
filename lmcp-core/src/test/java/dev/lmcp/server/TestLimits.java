package dev.lmcp.server;

import java.time.Duration;

/** The default limits but for a few. */
final class TestLimits {

    private TestLimits() {}

    /** Limits of tasks: how many, and for how long. */
    static Limits with(int tasks, Duration ttl) {
        return of(Limits.DEFAULT.sessions(), tasks, ttl);
    }

    /** Limits of tasks: how many there may be, how many of one caller's, and how much their results may take. */
    static Limits ofTasks(int tasks, int perCaller, int bytes) {
        return of(Limits.DEFAULT.sessions(), tasks, perCaller, bytes, Duration.ofMinutes(1));
    }

    /** Limits of sessions: how many. */
    static Limits withSessions(int sessions) {
        return of(sessions, Limits.DEFAULT.tasks(), Limits.DEFAULT.taskTtl());
    }

    private static Limits of(int sessions, int tasks, Duration ttl) {
        return of(sessions, tasks, Limits.DEFAULT.tasksPerCaller(), Limits.DEFAULT.taskBytes(), ttl);
    }

    private static Limits of(int sessions, int tasks, int tasksPerCaller, int taskBytes, Duration ttl) {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                usual.bodyBytes(),
                usual.depth(),
                usual.batch(),
                usual.page(),
                usual.tokenBytes(),
                sessions,
                usual.sessionIdle(),
                usual.sessionAge(),
                usual.clientInfoBytes(),
                usual.replayBytes(),
                usual.subscriptions(),
                usual.heartbeat(),
                usual.streamQueue(),
                usual.streams(),
                usual.streamsPerCaller(),
                usual.calls(),
                usual.callsPerCaller(),
                usual.toolTimes(),
                usual.questionTime(),
                tasks,
                tasksPerCaller,
                taskBytes,
                ttl,
                usual.drain());
    }
}
