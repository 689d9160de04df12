package dev.lmcp.server;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.EventLog;

/** A connection that hears the others, but cannot send messages for some time. */
final class MuteNode implements Cluster, ClusterBus {

    private final Cluster connection;
    private volatile boolean isMute;

    MuteNode(Cluster connection) {
        this.connection = connection;
    }

    void mute(boolean value) {
        isMute = value;
    }

    @Override
    public void publish(byte[] message) {
        if (isMute) {
            throw new ClusterUnavailableException("the test makes this fail");
        }
        connection.bus().publish(message);
    }

    @Override
    public void subscribe(Subscriber subscriber) {
        connection.bus().subscribe(subscriber);
    }

    @Override
    public ClusterStore store() {
        return connection.store();
    }

    @Override
    public EventLog events() {
        return connection.events();
    }

    @Override
    public ClusterBus bus() {
        return this;
    }

    @Override
    public boolean isAvailable() {
        return connection.isAvailable();
    }

    @Override
    public void close() {
        connection.close();
    }
}
