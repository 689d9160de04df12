package dev.lmcp.server;

import dev.lmcp.Statistics;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.call.CallCounts;

/** Whether a server is ready, and its figures. Safe for concurrent use. */
public final class ServerStatus {

    private final AuthChain auth;
    private final CallCounts counts;
    private final ServerActivity activity;
    private final boolean isComplete;

    ServerStatus(AuthChain auth, CallCounts counts, ServerActivity activity, boolean isComplete) {
        this.auth = auth;
        this.counts = counts;
        this.activity = activity;
        this.isComplete = isComplete;
    }

    /** Whether calls are admitted and can be judged now, and no tool plugin is missing. */
    public boolean isReady() {
        return isComplete && !activity.calls().isClosed() && auth.isReady();
    }

    public Statistics statistics() {
        return Statistics.builder()
                .ready(isReady())
                .runningCalls(activity.calls().running())
                .sessions(activity.sessions().size())
                .streams(activity.streams().size())
                .tasks(activity.tasks().size())
                .calls(counts.read())
                .authentications(auth.authentications())
                .metrics(auth.metrics())
                .build();
    }
}
