package dev.lmcp.server.call;

import dev.lmcp.spi.Exchange.BlockingStream;
import dev.lmcp.spi.Exchange.DetachedStream;
import java.io.IOException;

/** Writes events to a stream of either kind: one that a thread waits on, or one that needs no thread. */
public interface SseWriter {

    /** Writes or queues bytes; returns false if the client has gone. */
    boolean write(byte[] bytes);

    /** Whether {@link #write} may wait for the client. */
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
