package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Exchange.BlockingStream;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A response body that blocking threads write.
 *
 * <p>After {@code service()} returns, the container reuses the response for another request. The lock ensures that no
 * thread writes then or later.
 */
final class ServletStream implements BlockingStream {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final ReentrantLock lock = new ReentrantLock();
    private final ServletOutputStream out;
    private boolean closed;

    ServletStream(ServletOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the response has ended");
            }
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            closed = true;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                out.close();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a response could not be ended because its client is gone: {0}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
