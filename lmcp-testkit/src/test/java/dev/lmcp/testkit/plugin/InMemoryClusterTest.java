package dev.lmcp.testkit.plugin;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.spi.Cluster;
import java.time.Duration;
import java.time.Instant;

/** The engine in memory follows the rules of engines. */
class InMemoryClusterTest extends ClusterContract {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InMemoryCluster engine = new InMemoryCluster(() -> now);

    @Override
    protected Cluster connect() {
        return engine.node();
    }

    @Override
    protected void pass(Duration time) {
        now = now.plus(time);
    }
}
