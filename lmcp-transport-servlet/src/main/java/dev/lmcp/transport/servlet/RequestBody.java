package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Exchange.Body;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of one request. It is read at once if it has arrived, otherwise later, or it is discarded. */
final class RequestBody {

    /** The largest body that is read and discarded to keep the connection. */
    private static final int MAX_SKIPPED = 64 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncCycles cycles;
    private final Duration timeout;
    private final long announced;
    private boolean isConsumed;
    private @Nullable BodyPump pump;

    RequestBody(HttpServletRequest request, HttpServletResponse response, AsyncCycles cycles, Duration timeout) {
        this.request = request;
        this.response = response;
        this.cycles = cycles;
        this.timeout = timeout;
        this.announced = request.getContentLengthLong();
        // An HTTP/1 request without Content-Length and Transfer-Encoding has no body (RFC 9112 §6.3). An HTTP/2 request
        // may have a body without these fields.
        this.isConsumed = announced == 0
                || (announced < 0
                        && request.getProtocol().startsWith("HTTP/1")
                        && request.getHeader("Transfer-Encoding") == null);
    }

    /**
     * Returns the body if all of it has arrived. Otherwise returns empty and reads the body as it arrives.
     *
     * @param later called once with the body if this method returns empty, on another thread or after {@code service()}
     */
    Optional<Body> readOrAwait(int maxBytes, Consumer<Body> later) {
        if (isConsumed) {
            return Optional.of(new Body.Complete(new byte[0]));
        }
        if (announced > maxBytes) {
            return Optional.of(new Body.TooLarge());
        }
        BodyBuffer buffer = new BodyBuffer(announced, maxBytes);
        try {
            ServletInputStream in = request.getInputStream();
            if (!readArrived(in, buffer)) {
                if (request.isAsyncSupported()) {
                    await(in, buffer, later);
                    return Optional.empty();
                }
                readAll(in, buffer);
            }
            return Optional.of(bodyOf(buffer));
        } catch (IOException e) {
            return Optional.of(new Body.Aborted());
        }
    }

    /** Reads the bytes in the container's buffers; returns whether they are the whole body. */
    private boolean readArrived(ServletInputStream in, BodyBuffer buffer) throws IOException {
        // For a chunked body, available() does not tell whether a read blocks.
        while (buffer.count() < announced && in.available() > 0) {
            if (buffer.readFrom(in) < 0) {
                break;
            }
        }
        isConsumed = buffer.count() == announced;
        return isConsumed;
    }

    private void readAll(ServletInputStream in, BodyBuffer buffer) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        int read = 0;
        while (read >= 0 && !buffer.isTooLarge()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the body took longer than " + timeout);
            }
            read = buffer.readFrom(in);
        }
        isConsumed = read < 0;
    }

    private Body bodyOf(BodyBuffer buffer) {
        if (buffer.isTooLarge()) {
            return new Body.TooLarge();
        }
        return buffer.count() < announced ? new Body.Aborted() : new Body.Complete(buffer.toBytes());
    }

    private void await(ServletInputStream in, BodyBuffer buffer, Consumer<Body> later) {
        AsyncContext context = cycles.start(request, response);
        context.setTimeout(timeout.toMillis());
        BodyCollector collector = new BodyCollector(buffer, announced, new BodyCollector.Listener() {
            @Override
            public void received(Body body) {
                isConsumed = body instanceof Body.Complete;
                Resumption.with(context, () -> later.accept(body));
            }

            @Override
            public void timedOut() {
                EmptyResponse.send(response, 408, true);
                aborted();
            }

            @Override
            public void aborted() {
                later.accept(new Body.Aborted());
                context.complete();
            }
        });
        context.addListener(collector);
        pump = new BodyPump(in, collector);
        in.setReadListener(pump);
    }

    /** Discards a small body that has arrived; returns whether nothing of the body is left to read. */
    boolean skip() {
        if (isConsumed || pump != null || announced < 0 || announced > MAX_SKIPPED) {
            return isConsumed;
        }
        try {
            return readArrived(request.getInputStream(), new BodyBuffer(announced, MAX_SKIPPED));
        } catch (IOException e) {
            return false;
        }
    }

    /** Discards the rest of the body for a limited time, without holding this thread, and ends the exchange. */
    void abandon() throws IOException {
        AsyncContext context = cycles.start(request, response);
        UnreadBody unread = UnreadBody.in(context);
        if (pump != null) {
            pump.handOver(unread);
        } else {
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new BodyPump(in, unread));
        }
    }
}
