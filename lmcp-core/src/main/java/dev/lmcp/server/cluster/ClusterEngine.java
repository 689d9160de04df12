package dev.lmcp.server.cluster;

import dev.lmcp.spi.Cluster;

/**
 * The engine that connects the nodes.
 *
 * @param name the name of its plugin
 * @param connection the connection of this node
 */
public record ClusterEngine(String name, Cluster connection) {}
