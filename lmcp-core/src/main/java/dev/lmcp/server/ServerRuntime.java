package dev.lmcp.server;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The time and the threads of a server.
 *
 * @param clock tells the time
 * @param scheduler for short periodic work
 * @param worker for short work that may block
 */
public record ServerRuntime(Clock clock, ScheduledExecutorService scheduler, Executor worker) {}
