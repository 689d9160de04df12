package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterProvider;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;

/**
 * Connects the nodes of a server by PostgreSQL 14 or later.
 *
 * <p>Settings under {@code lmcp.cluster.jdbc.}: {@code url} (as the PostgreSQL JDBC driver has it, without user and
 * password), {@code user}, {@code password} or {@code password-file}, {@code max-connections}; or {@code data-source}, the
 * JNDI name of a {@link javax.sql.DataSource} of the container. For both: {@code schema} (of the tables), {@code
 * create-schema}, {@code timeout}.
 */
public final class JdbcClusterProvider implements ClusterProvider {

    /** Creates the provider. It does nothing until a server connects. */
    public JdbcClusterProvider() {}

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public Cluster create(Settings settings, Services services) {
        JdbcSettings read = JdbcSettings.read(settings);
        Database database = new Database(read);
        services.notice("jdbc: " + read.describe());
        if (read.isUsable()) {
            new StartCheck(settings, services).run(database, read);
        }
        return new JdbcCluster(read, database, services);
    }
}
