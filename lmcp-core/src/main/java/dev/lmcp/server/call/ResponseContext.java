package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.MessageCodec;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The objects that all response writers share.
 *
 * @param codec serializes messages
 * @param heartbeatInterval the time between two heartbeats
 * @param worker sends heartbeats that may block
 */
public record ResponseContext(MessageCodec codec, Duration heartbeatInterval, Executor worker) {}
