/** JSON-RPC 2.0 as MCP uses it: messages, ids, errors, and the codec between bytes and messages. */
@NullMarked
package dev.lmcp.jsonrpc;

import org.jspecify.annotations.NullMarked;
