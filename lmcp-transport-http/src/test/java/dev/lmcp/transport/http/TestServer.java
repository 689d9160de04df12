package dev.lmcp.transport.http;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.verification.transport.RunningServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A server of this transport on a free port. */
record TestServer(HttpServer server) implements RunningServer {

    static TestServer start(Endpoint endpoint) {
        return start(endpoint, Timeouts.usual().body());
    }

    static TestServer start(Endpoint endpoint, Duration bodyTimeout) {
        Timeouts usual = Timeouts.usual();
        return start(endpoint, new Timeouts(usual.head(), usual.idle(), bodyTimeout, usual.write(), usual.unread()));
    }

    static TestServer start(Endpoint endpoint, Timeouts timeouts) {
        try {
            return new TestServer(
                    new HttpServer(endpoint, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), timeouts));
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
