package dev.lmcp.server;

import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.RunningCalls;
import dev.lmcp.server.call.Tasks;
import dev.lmcp.server.legacy.LegacySessions;

/**
 * Everything that is active in a server. The statistics count it, and a stop ends it.
 *
 * @param calls limits and counts the running calls
 * @param running the running calls
 * @param streams the open streams that belong to no call
 * @param sessions the legacy sessions
 * @param tasks the tasks
 */
record ServerActivity(
        CallLimiter calls, RunningCalls running, OpenStreams streams, LegacySessions sessions, Tasks tasks) {}
