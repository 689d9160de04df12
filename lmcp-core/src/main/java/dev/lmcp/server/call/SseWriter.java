package dev.lmcp.server.call;

import dev.lmcp.spi.Exchange.BlockingStream;
import dev.lmcp.spi.Exchange.DetachedStream;
import java.io.IOException;

/** Writes server-sent events to a blocking stream, or to a detached stream. */
public interface SseWriter {

    /** Writes or queues bytes. Returns false if the client has disconnected. */
    boolean write(byte[] bytes);

    /** Returns whether {@link #write} may wait for the client. */
    boolean mayBlock();

    void close();

    static SseWriter of(BlockingStream stream) {
        return new SseWriter() {
            @Override
            public boolean write(byte[] bytes) {
                try {
                    stream.write(bytes);
                    return true;
                } catch (IOException e) {
                    return false;
                }
            }

            @Override
            public boolean mayBlock() {
                return true;
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    static SseWriter of(DetachedStream stream) {
        return new SseWriter() {
            @Override
            public boolean write(byte[] bytes) {
                return stream.offer(bytes);
            }

            @Override
            public boolean mayBlock() {
                return false;
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }
}
