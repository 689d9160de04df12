package dev.lmcp.server;

import dev.lmcp.Statistics;

/** Whether a server is ready, and its figures. Safe for concurrent use. */
final class ServerStatus {

    private final AuthChain auth;
    private final CallCounts counts;
    private final ServerActivity activity;

    ServerStatus(AuthChain auth, CallCounts counts, ServerActivity activity) {
        this.auth = auth;
        this.counts = counts;
        this.activity = activity;
    }

    /** Whether calls are admitted and can be judged now. */
    boolean isReady() {
        return !activity.calls().isClosed() && auth.isReady();
    }

    Statistics statistics() {
        return new Statistics(
                isReady(),
                activity.calls().running(),
                activity.sessions().size(),
                activity.streams().size(),
                activity.tasks().size(),
                counts.read(),
                auth.authentications(),
                auth.metrics());
    }
}
