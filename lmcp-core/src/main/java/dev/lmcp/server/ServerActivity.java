package dev.lmcp.server;

import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.RunningCalls;
import dev.lmcp.server.call.TaskRegistry;
import dev.lmcp.server.legacy.LegacySessions;

/**
 * What goes on in a server: the statistics count it, and a stop ends it.
 *
 * @param calls how many calls run
 * @param running the calls themselves
 * @param streams the streams that no call serves
 * @param sessions the legacy sessions
 * @param tasks the tasks
 */
record ServerActivity(
        CallLimiter calls, RunningCalls running, OpenStreams streams, LegacySessions sessions, TaskRegistry tasks) {}
