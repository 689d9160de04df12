package dev.lmcp.testkit;

import com.sun.net.httpserver.HttpExchange;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A request to the JDK's HTTP server. */
final class PortExchange implements Exchange {

    private final HttpExchange exchange;
    private final Executor threads;
    private final Headers headers;

    PortExchange(HttpExchange exchange, Executor threads) {
        this.exchange = exchange;
        this.threads = threads;
        Headers.Builder lines = Headers.builder();
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> lines.add(name, value)));
        this.headers = lines.build();
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String path() {
        return exchange.getRequestURI().getPath();
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery());
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public Peer peer() {
        return new Peer() {
            @Override
            public Optional<String> address() {
                return Optional.of(exchange.getRemoteAddress().getAddress().getHostAddress());
            }
        };
    }

    @Override
    public boolean isDetachable() {
        return true;
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        Body body;
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            body = bytes.length > maxBytes ? new Body.TooLarge() : new Body.Complete(bytes);
        } catch (IOException e) {
            body = new Body.Aborted();
        }
        then.accept(body);
    }

    @Override
    public void respond(Response response) {
        try (exchange) {
            send(response.headers());
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private void send(Headers fields) {
        fields.forEach(exchange.getResponseHeaders()::add);
    }

    @Override
    public BlockingStream stream(Headers fields) {
        begin(fields);
        return new BlockingStream() {
            @Override
            public void write(byte[] bytes) throws IOException {
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush();
            }

            @Override
            public void close() {
                exchange.close();
            }
        };
    }

    private void begin(Headers fields) {
        send(fields);
        try {
            // a length of 0 stands for chunks
            exchange.sendResponseHeaders(200, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the client has gone before the response", e);
        }
    }

    @Override
    public DetachedStream detach(Headers fields, int maxQueued) {
        begin(fields);
        BodyPipe pipe = new BodyPipe();
        threads.execute(() -> pump(pipe));
        return new PipedStream(pipe);
    }

    private void pump(BodyPipe pipe) {
        try (exchange;
                InputStream in = pipe.input()) {
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                exchange.getResponseBody().write(buffer, 0, count);
                exchange.getResponseBody().flush();
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }
}
