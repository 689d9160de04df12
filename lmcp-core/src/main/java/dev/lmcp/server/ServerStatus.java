package dev.lmcp.server;

import dev.lmcp.Statistics;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.cluster.ClusterHealth;
import java.util.Optional;

/** Tells whether a server is ready, and its statistics. Safe for concurrent use. */
public final class ServerStatus {

    private final AuthChain auth;
    private final CallCounts counts;
    private final ServerActivity activity;
    private final Optional<ClusterHealth> cluster;
    private final boolean isComplete;

    ServerStatus(
            AuthChain auth,
            CallCounts counts,
            ServerActivity activity,
            Optional<ClusterHealth> cluster,
            boolean isComplete) {
        this.auth = auth;
        this.counts = counts;
        this.activity = activity;
        this.cluster = cluster;
        this.isComplete = isComplete;
    }

    /** Returns whether the server accepts calls, can authenticate callers now, and has all its tool plugins. */
    public boolean isReady() {
        return isComplete && !activity.calls().isClosed() && auth.isReady();
    }

    /** Returns a snapshot of the statistics. */
    public Statistics statistics() {
        Statistics.Builder statistics = Statistics.builder()
                .ready(isReady())
                .runningCalls(activity.calls().running())
                .openSessions(activity.sessions().size())
                .openStreams(activity.streams().size())
                .storedTasks(activity.tasks().size())
                .toolCalls(counts.read())
                .authentications(auth.authentications())
                .authenticatorMetrics(auth.metrics());
        cluster.map(ClusterHealth::read).ifPresent(statistics::cluster);
        return statistics.build();
    }
}
