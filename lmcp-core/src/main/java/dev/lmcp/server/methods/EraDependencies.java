package dev.lmcp.server.methods;

import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.Dispatcher;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.Tasks;

/**
 * The objects that both eras are built from.
 *
 * @param serverInfo the name, version and instructions of the server
 * @param limits the limits
 * @param catalog the tools, resources and prompts
 * @param methods the methods that both eras share
 * @param dispatcher dispatches requests
 * @param tasks the tasks of all callers
 * @param streams the open streams that belong to no call
 * @param changes delivers changes of the catalog and of tasks
 * @param responses the objects that response writers share
 */
public record EraDependencies(
        ServerInfo serverInfo,
        Limits limits,
        Catalog catalog,
        SharedMethods methods,
        Dispatcher dispatcher,
        Tasks tasks,
        OpenStreams streams,
        ChangeBus changes,
        ResponseContext responses) {}
