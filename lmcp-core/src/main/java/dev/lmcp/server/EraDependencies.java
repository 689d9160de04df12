package dev.lmcp.server;

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
record EraDependencies(
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
