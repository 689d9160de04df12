package dev.lmcp.transport.http;

import dev.lmcp.verification.transport.RunningServer;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A server of this transport on a free port. */
record TestServer(HttpServer server) implements RunningServer {

    static TestServer start(StubEndpoint endpoint) {
        return start(endpoint, Timeouts.usual().body());
    }

    static TestServer start(StubEndpoint endpoint, Duration bodyTimeout) {
        Timeouts usual = Timeouts.usual();
        return start(endpoint, new Timeouts(usual.head(), usual.idle(), bodyTimeout, usual.write(), usual.unread()));
    }

    /** Starts a server whose clients speak HTTP/2. */
    static RunningServer overHttp2(StubEndpoint endpoint, Duration bodyTimeout) {
        TestServer server = start(endpoint, bodyTimeout);
        return new RunningServer() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public Wire connect(int receiveBuffer) {
                return Http2TextWire.connect(port(), receiveBuffer);
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    /** Starts a server whose endpoint may block. */
    static TestServer start(StubEndpoint endpoint, Timeouts timeouts) {
        return start(endpoint, timeouts, TrustedProxies.none());
    }

    /** Starts a server behind proxies. */
    static TestServer start(StubEndpoint endpoint, Timeouts timeouts, TrustedProxies proxies) {
        StubEndpoint blocking = exchange -> exchange.runBlocking(() -> endpoint.handle(exchange));
        try {
            return new TestServer(new HttpServer(
                    blocking,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    timeouts,
                    Optional.empty(),
                    proxies,
                    HandlerThreads.Kind.suitable()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
