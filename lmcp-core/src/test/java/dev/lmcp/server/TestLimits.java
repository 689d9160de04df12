package dev.lmcp.server;

import java.time.Duration;

/** The default limits but for a few. */
final class TestLimits {

    private TestLimits() {}

    /** Limits of tasks: how many, and for how long. */
    static Limits with(int tasks, Duration ttl) {
        return of(Limits.DEFAULT.sessions(), tasks, ttl);
    }

    /** Limits of sessions: how many. */
    static Limits withSessions(int sessions) {
        return of(sessions, Limits.DEFAULT.tasks(), Limits.DEFAULT.taskTtl());
    }

    private static Limits of(int sessions, int tasks, Duration ttl) {
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
                usual.calls(),
                usual.toolTime(),
                usual.questionTime(),
                tasks,
                ttl,
                usual.drain());
    }
}
