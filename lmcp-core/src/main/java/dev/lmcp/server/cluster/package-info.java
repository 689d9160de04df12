/**
 * Here lives the connection of this node to the other nodes: sealed values, and sealed messages of a known format. This
 * package may use {@code base} and the packages outside of the server. It never knows an era, a call or a session. Start to
 * read at {@link dev.lmcp.server.cluster.ClusterNode}.
 */
@NullMarked
package dev.lmcp.server.cluster;

import org.jspecify.annotations.NullMarked;
