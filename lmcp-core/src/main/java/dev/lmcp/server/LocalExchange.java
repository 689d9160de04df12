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

/** An exchange without a socket: what is sent is kept, and read back as messages. */
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

    /** What was sent so far. */
    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    private synchronized void keep(byte[] json) {
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
            keep(response.body());
            return;
        }
        String said = response.headers()
                .firstValue("WWW-Authenticate")
                .orElseGet(() -> new String(response.body(), StandardCharsets.UTF_8));
        refused(new RpcError(RpcError.INVALID_REQUEST, "Refused with status 403: " + said));
    }

    /** Scopes are refused in the words of HTTP, which have no place for a request's id. */
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
                        .forEach(line -> keep(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    @Override
    public DetachedStream detach(Headers others, int maxQueued) {
        throw new UnsupportedOperationException(
                "a local exchange ends when its call does; expected isDetachable() to be asked");
    }
}
