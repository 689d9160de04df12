package dev.lmcp.server;

import dev.lmcp.server.support.ForwardingCluster;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterUnavailableException;

/** A connection that hears the others, but cannot send messages for some time. */
final class MuteNode extends ForwardingCluster {

    private volatile boolean isMute;

    MuteNode(Cluster connection) {
        super(connection);
    }

    void mute(boolean value) {
        isMute = value;
    }

    @Override
    public void publish(byte[] message) {
        if (isMute) {
            throw new ClusterUnavailableException("the test makes this fail");
        }
        super.publish(message);
    }
}
