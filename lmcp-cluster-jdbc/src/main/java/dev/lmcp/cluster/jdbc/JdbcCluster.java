package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.EventLog;
import dev.lmcp.spi.Services;

/** The connection of one node to a database. Safe for concurrent use. */
final class JdbcCluster implements Cluster {

    private final Database database;
    private final JdbcStore store;
    private final JdbcEventLog events;
    private final JdbcBus bus;
    private final Sweeper sweeper;

    JdbcCluster(JdbcSettings settings, Database database, Services services) {
        Tables tables = settings.tables();
        this.database = database;
        this.store = new JdbcStore(database, tables);
        this.events = new JdbcEventLog(database, tables);
        this.bus = new JdbcBus(database, tables, settings.timeout());
        this.sweeper = new Sweeper(database, tables, services);
    }

    @Override
    public ClusterStore store() {
        return store;
    }

    @Override
    public EventLog events() {
        return events;
    }

    @Override
    public ClusterBus bus() {
        return bus;
    }

    /** Deletes what has expired, now. */
    void sweep() {
        sweeper.sweep();
    }

    @Override
    public boolean isAvailable() {
        return database.isAvailable();
    }

    @Override
    public void close() {
        sweeper.close();
        bus.close();
        database.close();
    }
}
