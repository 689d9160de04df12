package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.NamePattern;
import dev.lmcp.server.methods.ServerInfo;
import java.util.List;

/**
 * The settings of a running server. The settings that choose plugins are not part of them.
 *
 * @param identity the name, version and instructions that clients receive
 * @param limits all limits
 * @param path the path of the MCP endpoint, below the application's root
 * @param lists how long clients may cache lists
 * @param tolerantTools the names of the tools that ignore unknown arguments
 * @param keys seal the values that clients carry
 */
public record ServerSettings(
        ServerInfo identity,
        Limits limits,
        String path,
        CacheHint lists,
        List<NamePattern> tolerantTools,
        KeyRing keys) {}
