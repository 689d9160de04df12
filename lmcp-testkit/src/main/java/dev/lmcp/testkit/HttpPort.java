package dev.lmcp.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lmcp.spi.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executor;

/** The JDK's HTTP server in front of an endpoint, on a free port of the loopback address. */
final class HttpPort implements AutoCloseable {

    private final HttpServer server;
    private final Executor threads;

    HttpPort(Endpoint endpoint, Executor threads) throws IOException {
        this.threads = threads;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(endpoint, exchange));
        server.start();
    }

    private void answer(Endpoint endpoint, HttpExchange exchange) throws IOException {
        try {
            endpoint.handle(new PortExchange(exchange, threads));
        } catch (RuntimeException | Error e) {
            exchange.close();
            throw e;
        }
    }

    /** Returns the URI of a path on this server. */
    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
