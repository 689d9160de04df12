package dev.lmcp.server;

import dev.lmcp.jsonrpc.MessageCodec;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What every reply needs of the server.
 *
 * @param codec writes messages
 * @param heartbeats calls on replies that take long
 * @param pace how long a reply may be silent
 * @param worker writes for the heartbeat where that may block
 */
record ResponseContext(MessageCodec codec, Heartbeats heartbeats, Duration pace, Executor worker) {}
