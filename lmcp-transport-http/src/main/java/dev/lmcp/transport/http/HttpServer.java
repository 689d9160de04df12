package dev.lmcp.transport.http;

import dev.lmcp.spi.Endpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A listening socket, its connections and its threads. Safe for concurrent use. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be closed is closed already
final class HttpServer implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 20_000;

    /** A stream of HTTP/2 costs as much as a connection of HTTP/1.1. */
    private static final int MAX_STREAMS = MAX_CONNECTIONS;

    private static final int BACKLOG = 1000;

    /** How long connections may take to end after a stop; a client may not read its response. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final Endpoint endpoint;
    private final Timeouts timeouts;
    private final Optional<Tls> tls;
    private final Forwarding forwarding;
    private final DateField date = new DateField(InstantSource.system());
    private final HandlerThreads handlers;
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger streams = new AtomicInteger();
    private final EventLoopGroup loops;
    private volatile boolean isStopAnnounced;
    private final Channel listener;
    private final ConnectionLimit limit = new ConnectionLimit(MAX_CONNECTIONS, this::onListener, this::setAccepting);

    /**
     * Listens.
     *
     * @throws Exception if the address cannot be bound
     */
    HttpServer(
            Endpoint endpoint,
            SocketAddress address,
            Timeouts timeouts,
            Optional<Tls> tls,
            TrustedProxies proxies,
            HandlerThreads.Kind threads)
            throws Exception {
        this.endpoint = endpoint;
        this.tls = tls;
        this.forwarding = new Forwarding(proxies);
        this.timeouts = timeouts;
        this.handlers = HandlerThreads.of(threads);
        this.loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(), new LoopThreads(), NioIoHandler.newFactory());
        try {
            this.listener = bootstrap().bind(address).sync().channel();
        } catch (Exception e) {
            close(loops);
            handlers.close();
            throw e;
        }
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        opened(channel);
                        if (forwarding.proxies().isHeaderFrom(channel.remoteAddress())) {
                            ProxyHeader.expect(channel.pipeline());
                        }
                        tls.ifPresent(files -> files.begin(channel.pipeline()));
                        channel.pipeline().addLast(new ProtocolSelector(HttpServer.this));
                    }
                });
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    Forwarding forwarding() {
        return forwarding;
    }

    DateField date() {
        return date;
    }

    HandlerThreads handlers() {
        return handlers;
    }

    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** Returns the scheme of the requests of a connection, as its client has it. */
    String scheme(Channel connection) {
        return ProxyExtensions.isSecure(connection) ? "https" : scheme();
    }

    /** Returns whether clients are to send their next requests elsewhere. */
    boolean isStopAnnounced() {
        return isStopAnnounced;
    }

    private void opened(Channel connection) {
        connections.add(connection);
        limit.opened();
        connection.closeFuture().addListener(closed -> {
            connections.remove(connection);
            limit.closed();
        });
    }

    /** Counts a stream of HTTP/2. Returns false if there are too many; then it is not counted. */
    boolean beginStream() {
        if (streams.incrementAndGet() > MAX_STREAMS) {
            streams.decrementAndGet();
            return false;
        }
        return true;
    }

    void endStream() {
        streams.decrementAndGet();
    }

    private void onListener(Runnable task) {
        listener.eventLoop().execute(task);
    }

    private void setAccepting(boolean isAccepting) {
        listener.config().setAutoRead(isAccepting);
    }

    /** Asks all clients, also those that connect from now on, to send their next requests elsewhere. */
    void announceStop() {
        isStopAnnounced = true;
        tellConnections(StopEvent.ANNOUNCED);
    }

    private void tellConnections(StopEvent event) {
        connections.forEach(connection -> connection.pipeline().fireUserEventTriggered(event));
    }

    /** Stops accepting, lets responses go out, closes the connections, and ends the threads. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly(STOP_TIMEOUT.toMillis());
        awaitAccepted();
        tellConnections(StopEvent.BEGUN);
        awaitConnections();
        connections.forEach(HttpServer::cutOff);
        handlers.close();
        close(loops);
    }

    /** Closes a connection without its handlers: TLS would wait for the client. One that has ended has none any more. */
    static void cutOff(Channel connection) {
        ChannelHandlerContext first = connection.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    /** Waits until each loop has begun the connections that were accepted for it. Later nobody would close them. */
    private void awaitAccepted() {
        for (EventExecutor loop : loops) {
            loop.submit(() -> {}).awaitUninterruptibly(STOP_TIMEOUT.toMillis());
        }
    }

    private void awaitConnections() {
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        try {
            while (!connections.isEmpty() && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(EventLoopGroup loops) {
        loops.shutdownGracefully(0, STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * STOP_TIMEOUT.toMillis());
    }
}
