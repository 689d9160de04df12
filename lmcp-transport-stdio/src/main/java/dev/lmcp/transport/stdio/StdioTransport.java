package dev.lmcp.transport.stdio;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Transport;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves one client over a pair of streams, until the input ends.
 *
 * <p>While it runs, no other code can read standard input, and everything that is printed goes to standard error. Standard
 * output has only messages (MCP 2026-07-28 basic/transports/stdio).
 */
final class StdioTransport implements Transport {

    private final InputStream in;
    private final OutputStream out;
    private final Runnable onEnd;
    private @Nullable LineChannel channel;
    private InputStream originalIn = InputStream.nullInputStream();
    private PrintStream originalOut = new PrintStream(OutputStream.nullOutputStream());

    StdioTransport(InputStream in, OutputStream out, Runnable onEnd) {
        this.in = in;
        this.out = out;
        this.onEnd = onEnd;
    }

    @Override
    public void start(Endpoint endpoint) {
        takeStandardStreams();
        LineWriter writer = new LineWriter(out, onEnd);
        LineChannel opened = new LineChannel(new LineReader(in), writer);
        channel = opened;
        start("lmcp-stdout", writer);
        start("lmcp-stdin", () -> {
            try {
                endpoint.connect(opened);
            } finally {
                opened.close();
                onEnd.run();
            }
        });
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void takeStandardStreams() {
        originalIn = System.in;
        originalOut = System.out;
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
    }

    @Override
    public String location() {
        return "standard input and output";
    }

    /** Writes the waiting messages. A thread that waits for input cannot be woken; it ends with the process. */
    @Override
    public void close() {
        LineChannel open = channel;
        if (open != null) {
            channel = null;
            open.close();
            System.setIn(originalIn);
            System.setOut(originalOut);
        }
    }
}
