/** Connects the nodes of a server by Redis or Valkey. */
// The client and its pool have no module descriptors; their manifests name the modules.
@SuppressWarnings("requires-automatic")
module dev.lmcp.cluster.redis {
    requires dev.lmcp.core;
    requires redis.clients.jedis;
    requires org.apache.commons.pool2;
    requires static org.jspecify;

    provides dev.lmcp.spi.ClusterProvider with
            dev.lmcp.cluster.redis.RedisClusterProvider;
}
