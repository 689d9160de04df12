package dev.lmcp.server;

import dev.lmcp.server.cluster.ClusterEngine;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The clock, the threads and the other nodes of a server.
 *
 * @param clock the clock for all decisions that depend on the time
 * @param scheduler runs short periodic tasks
 * @param worker runs short tasks that may block
 * @param cluster the engine that connects the nodes, if there is one
 */
public record ServerRuntime(
        Clock clock, ScheduledExecutorService scheduler, Executor worker, Optional<ClusterEngine> cluster) {}
