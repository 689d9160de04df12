package dev.lmcp.server;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.MessageChannel;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An endpoint whose messages are logged with their contents, for development.
 *
 * @param endpoint answers the requests
 * @param log takes the messages
 */
public record LoggedEndpoint(Endpoint endpoint, MessageLog log) implements Endpoint {

    /** Returns an endpoint that logs the messages of another one. */
    public static Endpoint of(Endpoint endpoint) {
        return new LoggedEndpoint(endpoint, new MessageLog());
    }

    @Override
    public void handle(Exchange exchange) {
        endpoint.handle(new Logged(exchange, log));
    }

    @Override
    public void connect(MessageChannel channel) {
        endpoint.connect(new MessageChannel() {
            @Override
            public Optional<byte[]> read(int maxBytes) throws IOException {
                Optional<byte[]> message = channel.read(maxBytes);
                message.ifPresent(log::received);
                return message;
            }

            @Override
            public void write(byte[] message) throws IOException {
                log.sent(message);
                channel.write(message);
            }
        });
    }

    private static final class Logged extends ForwardingExchange {

        private final MessageLog log;

        private Logged(Exchange exchange, MessageLog log) {
            super(exchange);
            this.log = log;
        }

        @Override
        public void receive(int maxBytes, Consumer<Body> then) {
            exchange.receive(maxBytes, body -> {
                if (body instanceof Body.Complete complete) {
                    log.received(complete.bytes());
                }
                then.accept(body);
            });
        }

        @Override
        public void respond(Response response) {
            if (exchange.method().equals("POST")) {
                log.sent(response.status(), response.body());
            }
            exchange.respond(response);
        }

        @Override
        public BlockingStream stream(Headers fields) {
            BlockingStream stream = exchange.stream(fields);
            return new BlockingStream() {
                @Override
                public void write(byte[] bytes) throws IOException {
                    log.sentEvents(bytes);
                    stream.write(bytes);
                }

                @Override
                public void close() {
                    stream.close();
                }
            };
        }

        @Override
        public DetachedStream detach(Headers fields, int maxQueued) {
            return new LoggedStream(exchange.detach(fields, maxQueued), log);
        }
    }

    private record LoggedStream(Exchange.DetachedStream stream, MessageLog log) implements Exchange.DetachedStream {

        @Override
        public boolean offer(byte[] bytes) {
            log.sentEvents(bytes);
            return stream.offer(bytes);
        }

        @Override
        public void close() {
            stream.close();
        }

        @Override
        public void onEnd(Runnable action) {
            stream.onEnd(action);
        }

        @Override
        public void onStop(Runnable action) {
            stream.onStop(action);
        }
    }
}
