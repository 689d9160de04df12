package dev.lmcp.server;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An exchange without a socket: it collects the messages of the response. */
final class LocalExchange implements Exchange {

    private static final String DATA = "data: ";

    private final String path;
    private final Headers headers;
    private final MessageCodec codec;
    private final List<Message> messages = new ArrayList<>();

    LocalExchange(String path, Headers headers, MessageCodec codec) {
        this.path = path;
        this.headers = headers;
        this.codec = codec;
    }

    /** Returns the messages that were sent so far. */
    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    private synchronized void collect(byte[] json) {
        if (json.length > 0) {
            messages.add(codec.read(codec.readTree(json)));
        }
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<String> query() {
        return Optional.empty();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean isDetachable() {
        return false;
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        throw new UnsupportedOperationException("a local exchange has no body to receive; expected the message itself");
    }

    @Override
    public void respond(Response response) {
        if (response.status() != 403) {
            collect(response.body());
            return;
        }
        String reason = response.headers()
                .firstValue("WWW-Authenticate")
                .orElseGet(() -> new String(response.body(), StandardCharsets.UTF_8));
        refused(new RpcError(RpcError.INVALID_REQUEST, "Refused with status 403: " + reason));
    }

    /** A refusal for missing scopes is an HTTP response, which has no request id. */
    private synchronized void refused(RpcError error) {
        messages.add(new Message.Failure(Optional.empty(), error));
    }

    @Override
    public BlockingStream stream(Headers others) {
        return new BlockingStream() {
            @Override
            public void write(byte[] bytes) {
                String event = new String(bytes, StandardCharsets.UTF_8);
                event.lines()
                        .filter(line -> line.startsWith(DATA))
                        .forEach(line -> collect(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public void close() {
                // there is nothing to release
            }
        };
    }

    @Override
    public DetachedStream detach(Headers others, int maxQueued) {
        throw new UnsupportedOperationException(
                "a local exchange cannot be detached; expected the caller to check isDetachable() first");
    }
}
