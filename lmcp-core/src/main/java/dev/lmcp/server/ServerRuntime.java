package dev.lmcp.server;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The clock and the threads of a server.
 *
 * @param clock the clock for all decisions that depend on the time
 * @param scheduler runs short periodic tasks
 * @param worker runs short tasks that may block
 */
public record ServerRuntime(Clock clock, ScheduledExecutorService scheduler, Executor worker) {}
