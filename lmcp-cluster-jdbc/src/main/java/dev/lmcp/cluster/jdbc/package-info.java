/** Connects the nodes of a server by PostgreSQL. Start to read at {@link JdbcClusterProvider}. */
@NullMarked
package dev.lmcp.cluster.jdbc;

import org.jspecify.annotations.NullMarked;
