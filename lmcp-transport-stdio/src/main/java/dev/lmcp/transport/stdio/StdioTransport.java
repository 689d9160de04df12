package dev.lmcp.transport.stdio;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Transport;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves one client by a pair of streams, from the start to the end of the input.
 *
 * <p>While it runs nobody else has standard input, and what is printed goes to standard error (MCP 2026-07-28
 * basic/transports/stdio: nothing on stdout that is not a message).
 */
final class StdioTransport implements Transport {

    private final InputStream in;
    private final OutputStream out;
    private final Runnable whenEnded;
    private @Nullable LineChannel channel;
    private InputStream usualIn = InputStream.nullInputStream();
    private PrintStream usualOut = new PrintStream(OutputStream.nullOutputStream());

    StdioTransport(InputStream in, OutputStream out, Runnable whenEnded) {
        this.in = in;
        this.out = out;
        this.whenEnded = whenEnded;
    }

    @Override
    public void start(Endpoint endpoint) {
        takeStandardStreams();
        LineWriter writer = new LineWriter(out, whenEnded);
        LineChannel opened = new LineChannel(new LineReader(in), writer);
        channel = opened;
        start("lmcp-stdout", writer);
        start("lmcp-stdin", () -> {
            try {
                endpoint.connect(opened);
            } finally {
                opened.close();
                whenEnded.run();
            }
        });
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void takeStandardStreams() {
        usualIn = System.in;
        usualOut = System.out;
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
    }

    @Override
    public String location() {
        return "standard input and output";
    }

    /** Writes what is still to be written; a thread that waits for input cannot be woken and ends with the process. */
    @Override
    public void close() {
        LineChannel open = channel;
        if (open != null) {
            channel = null;
            open.close();
            System.setIn(usualIn);
            System.setOut(usualOut);
        }
    }
}
