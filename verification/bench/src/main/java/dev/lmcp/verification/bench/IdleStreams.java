package dev.lmcp.verification.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Very many streams that clients hold open; one thread does all. */
final class IdleStreams implements AutoCloseable {

    /** The ports of one address are not enough for all. */
    private static final int MAX_PER_ADDRESS = 4_000;

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** What has come over one stream since it was last waited for. */
    private static final class Heard {
        private String text = "";
    }

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);

    IdleStreams() throws IOException {}

    /** Opens so many by this request, and waits until each of them has begun. */
    void open(URI url, HttpCall request, int count) throws IOException {
        byte[] bytes = request.bytes("POST", url);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            byte[] source = {127, 0, 0, (byte) (2 + i / MAX_PER_ADDRESS)};
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
            channel.write(ByteBuffer.wrap(bytes));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Heard());
        }
        await("HTTP/1.1 200", count);
    }

    /** Waits until so many streams have been sent this text, and forgets what they were sent before. */
    void await(String text, int count) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        int left = count;
        while (left > 0) {
            if (System.nanoTime() > end) {
                throw new IOException("'" + text + "' has not reached " + left + " of " + count + " streams");
            }
            selector.select(1_000);
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                left -= hasCome(ready.next(), text) ? 1 : 0;
                ready.remove();
            }
        }
    }

    private boolean hasCome(SelectionKey key, String text) throws IOException {
        Heard heard = (Heard) key.attachment();
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            throw new IOException("a stream was closed by the server; it said '" + heard.text + "'");
        }
        heard.text += StandardCharsets.ISO_8859_1.decode(buffer.flip());
        boolean come = heard.text.contains(text);
        heard.text = come ? "" : heard.text;
        return come;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
