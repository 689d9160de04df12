package dev.lmcp.testkit;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Requests within the process: each is handled by a thread of its own, as in a container. */
final class MemoryWire implements Wire {

    private final Endpoint endpoint;
    private final Executor threads;

    MemoryWire(Endpoint endpoint, Executor threads) {
        this.endpoint = endpoint;
        this.threads = threads;
    }

    @Override
    public Sent send(Request request) {
        Memory exchange = new Memory(request);
        threads.execute(() -> {
            try {
                endpoint.handle(exchange);
            } catch (RuntimeException | Error e) {
                exchange.response.completeExceptionally(e);
                throw e;
            }
        });
        return exchange;
    }

    private static final class Memory implements Exchange, Sent {

        private final Request request;
        private final CompletableFuture<Wire.Response> response = new CompletableFuture<>();

        /** Ends when the client leaves. */
        private final BodyPipe presence = new BodyPipe();

        Memory(Request request) {
            this.request = request;
        }

        @Override
        public String method() {
            return request.method();
        }

        @Override
        public String path() {
            return TestServer.PATH;
        }

        @Override
        public Optional<String> query() {
            return Optional.empty();
        }

        @Override
        public Headers headers() {
            return request.headers();
        }

        @Override
        public Wire.Response await() throws IOException, InterruptedException {
            return FutureResponse.get(response);
        }

        @Override
        public void abandon() {
            presence.end();
            if (!response.cancel(true) && !response.isCompletedExceptionally()) {
                response.join().close();
            }
        }

        @Override
        public void onDisconnect(Runnable action) {
            presence.onEnd(action);
        }

        @Override
        public boolean isDetachable() {
            return true;
        }

        @Override
        public void receive(int maxBytes, Consumer<Body> then) {
            then.accept(request.body().length > maxBytes ? new Body.TooLarge() : new Body.Complete(request.body()));
        }

        @Override
        public void respond(Response whole) {
            response.complete(
                    new Wire.Response(whole.status(), whole.headers(), new ByteArrayInputStream(whole.body())));
        }

        @Override
        public BlockingStream stream(Headers fields) {
            return new PipedStream(begin(fields));
        }

        @Override
        public DetachedStream detach(Headers fields, int maxQueued) {
            return new PipedStream(begin(fields));
        }

        private BodyPipe begin(Headers fields) {
            BodyPipe pipe = new BodyPipe();
            if (!response.complete(new Wire.Response(200, fields, pipe.input()))) {
                pipe.end();
            }
            return pipe;
        }
    }
}
