package dev.lmcp.transport.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads the classes of Netty on a thread of its own, while the server is assembled. They take a sixth of the start.
 *
 * <p>The thread ends by itself, and keeps no class loader.
 */
final class ClassPreparation implements Runnable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");
    private static final AtomicBoolean HAS_BEGUN = new AtomicBoolean();

    /** Each of them loads those that it needs. */
    private static final List<Class<?>> FIRST = List.of(
            MultiThreadIoEventLoopGroup.class,
            SingleThreadIoEventLoop.class,
            NioIoHandler.class,
            ServerBootstrap.class,
            HttpServer.class,
            ProtocolSelector.class,
            Http1Connection.class,
            RequestDecoder.class,
            ResponseOutput.class);

    private ClassPreparation() {}

    /** Begins, unless a transport of this process has begun it already. */
    static void begin() {
        if (HAS_BEGUN.compareAndSet(false, true)) {
            Thread thread = new Thread(new ClassPreparation(), "lmcp-http-classes");
            thread.setContextClassLoader(null);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            close(new NioServerSocketChannel());
            Channel channel = new NioSocketChannel();
            // Netty reads the annotations of handlers
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
            close(channel);
            ByteBufAllocator.DEFAULT.buffer().release();
            for (Class<?> each : FIRST) {
                Class.forName(each.getName(), true, each.getClassLoader());
            }
            if (VirtualThreads.areSupported()) {
                VirtualThreads.prepare();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "the start of the transport will show what is wrong", e);
        }
    }

    private static void close(Channel channel) {
        channel.unsafe().closeForcibly();
    }
}
