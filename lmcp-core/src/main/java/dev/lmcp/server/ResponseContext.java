package dev.lmcp.server;

import dev.lmcp.jsonrpc.MessageCodec;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What every reply needs of the server.
 *
 * @param codec writes messages
 * @param pace how long a reply may be silent
 * @param worker writes for the heartbeat where that may block
 */
record ResponseContext(MessageCodec codec, Duration pace, Executor worker) {}
