/** Connects the nodes of a server by PostgreSQL. */
// The driver and the pool have no module descriptors; their manifests name the modules.
@SuppressWarnings("requires-automatic")
module dev.lmcp.cluster.jdbc {
    requires dev.lmcp.core;
    requires java.naming;
    requires java.sql;
    requires org.postgresql.jdbc;
    requires org.apache.commons.pool2;
    requires static org.jspecify;

    provides dev.lmcp.spi.ClusterProvider with
            dev.lmcp.cluster.jdbc.JdbcClusterProvider;
}
