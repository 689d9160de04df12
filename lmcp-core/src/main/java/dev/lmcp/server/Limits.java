package dev.lmcp.server;

import java.time.Duration;

/**
 * Every bound that keeps a stranger's input from costing much; each is a configuration key, see {@code
 * docs/configuration.md}.
 *
 * @param bodyBytes the largest request body
 * @param depth how deep its JSON may nest
 * @param batch how many messages a 2025-03-26 batch may hold
 * @param page how many items a page of a list has
 * @param tokenBytes the longest bearer token
 * @param sessions how many legacy sessions may be open
 * @param sessionIdle when a session that is not used ends
 * @param sessionAge when a session ends in any case
 * @param clientInfoBytes how much of what a client says of itself is kept
 * @param replayBytes how much a session keeps of its streams, so that they can be resumed
 * @param subscriptions how many resources one session or listen stream may watch
 * @param heartbeat how often a comment goes through an open stream
 * @param streamQueue how many messages may wait for a slow reader
 * @param streams how many streams may be open without a call
 * @param streamsPerCaller how many of them one caller may have; 0 for any number
 * @param calls how many calls may run at once; 0 for any number
 * @param callsPerCaller how many of them one caller may have; 0 for any number
 * @param toolTimes how long tools may run
 * @param questionTime how long a question to the client may stay unanswered
 * @param tasks how many tasks may be kept
 * @param tasksPerCaller how many of them one caller may have; 0 for any number
 * @param taskBytes how much the requests of those that go on may take, all together, a quarter of it one caller's; as much
 *     again the answers to their questions, and the results of those that have ended
 * @param taskTtl how long a task is kept
 * @param drain how long running calls may go on when the server stops
 */
record Limits(
        int bodyBytes,
        int depth,
        int batch,
        int page,
        int tokenBytes,
        int sessions,
        Duration sessionIdle,
        Duration sessionAge,
        int clientInfoBytes,
        int replayBytes,
        int subscriptions,
        Duration heartbeat,
        int streamQueue,
        int streams,
        int streamsPerCaller,
        int calls,
        int callsPerCaller,
        ToolTimes toolTimes,
        Duration questionTime,
        int tasks,
        int tasksPerCaller,
        int taskBytes,
        Duration taskTtl,
        Duration drain) {

    /** The defaults. */
    static final Limits DEFAULT = new Limits(
            4 * 1024 * 1024,
            64,
            50,
            50,
            16 * 1024,
            10_000,
            Duration.ofMinutes(30),
            Duration.ofHours(24),
            4 * 1024,
            256 * 1024,
            1_000,
            Duration.ofSeconds(15),
            256,
            20_000,
            0,
            0,
            0,
            ToolTimes.ANY,
            Duration.ofMinutes(5),
            10_000,
            0,
            64 * 1024 * 1024,
            Duration.ofHours(1),
            Duration.ofSeconds(20));
}
