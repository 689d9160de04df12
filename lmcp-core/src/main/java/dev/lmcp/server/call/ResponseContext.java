package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.MessageCodec;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The parts of the server that every response needs.
 *
 * @param codec writes messages
 * @param pace how long a response may be silent
 * @param worker writes for the heartbeat if that may block
 */
public record ResponseContext(MessageCodec codec, Duration pace, Executor worker) {}
