/** Connects the nodes of a server by Redis or Valkey. Start to read at {@link RedisClusterProvider}. */
@NullMarked
package dev.lmcp.cluster.redis;

import org.jspecify.annotations.NullMarked;
