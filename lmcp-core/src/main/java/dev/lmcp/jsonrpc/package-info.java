/**
 * JSON-RPC 2.0 as MCP uses it (MCP 2026-07-28 basic): messages, ids, errors, and the codec between bytes and messages.
 */
@NullMarked
package dev.lmcp.jsonrpc;

import org.jspecify.annotations.NullMarked;
