package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/** A stop cuts off the connections that are left. Some of them may end by themselves at the same time. */
class CutOffTest {

    @Test
    void closesAConnection() {
        EmbeddedChannel connection = new EmbeddedChannel(new ChannelInboundHandlerAdapter());

        HttpServer.cutOff(connection);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void leavesAConnectionThatHasEnded() {
        EmbeddedChannel connection = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        connection.close().syncUninterruptibly();
        connection.runPendingTasks();
        assertThat(connection.pipeline().firstContext()).isNull();

        HttpServer.cutOff(connection);

        assertThat(connection.isOpen()).isFalse();
    }
}
