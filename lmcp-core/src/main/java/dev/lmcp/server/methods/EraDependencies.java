package dev.lmcp.server.methods;

import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.Dispatcher;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.TaskRegistry;
import dev.lmcp.server.call.TaskRunner;

/**
 * The parts of the server that both eras are put together from.
 *
 * @param serverInfo what the server says of itself
 * @param limits its bounds
 * @param catalog what it offers
 * @param methods the methods that both eras have
 * @param dispatcher answers requests
 * @param tasks the tasks of all callers
 * @param runner begins and ends tasks
 * @param streams the streams that belong to no call
 * @param changes announces changes of the catalog and of tasks
 * @param responses what every response needs
 */
public record EraDependencies(
        ServerInfo serverInfo,
        Limits limits,
        Catalog catalog,
        SharedMethods methods,
        Dispatcher dispatcher,
        TaskRegistry tasks,
        TaskRunner runner,
        OpenStreams streams,
        ChangeBus changes,
        ResponseContext responses) {}
