package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.NamePattern;
import dev.lmcp.server.methods.ServerInfo;
import java.util.List;

/**
 * The settings that a server runs with; those that choose its plugins are not among them.
 *
 * @param identity what clients are told of the server
 * @param limits every bound
 * @param path where clients call, below the application's root
 * @param lists how long clients may keep lists
 * @param tolerantTools the names of the tools that let arguments go that they do not know
 * @param stateKey 32 bytes that seal the state which clients carry
 */
public record ServerSettings(
        ServerInfo identity,
        Limits limits,
        String path,
        CacheHint lists,
        List<NamePattern> tolerantTools,
        byte[] stateKey) {}
