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

/** The body of one request: read at once where it has arrived, later where it has not, or thrown away. */
final class RequestBody {

    /** How much of an unwanted body is read to keep the connection. */
    private static final int WORTH_SKIPPING = 64 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Duration timeLimit;
    private final long announced;
    private boolean consumed;
    private @Nullable BodyPump pump;

    RequestBody(HttpServletRequest request, HttpServletResponse response, Duration timeLimit) {
        this.request = request;
        this.response = response;
        this.timeLimit = timeLimit;
        this.announced = request.getContentLengthLong();
        // RFC 9112 §6.3: without either field an HTTP/1 request has no body; HTTP/2 needs neither to have one.
        this.consumed = announced == 0
                || (announced < 0
                        && request.getProtocol().startsWith("HTTP/1")
                        && request.getHeader("Transfer-Encoding") == null);
    }

    /**
     * Reads it where it has arrived, and otherwise has it read as it arrives.
     *
     * @param later given the body, once, by another thread or after {@code service()}, where this returns nothing
     */
    Optional<Body> readOrAwait(int maxBytes, Consumer<Body> later) {
        if (consumed) {
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
            return Optional.of(outcome(buffer));
        } catch (IOException e) {
            return Optional.of(new Body.Aborted());
        }
    }

    /** Reads what waits in the container's buffers; returns whether that is all. */
    private boolean readArrived(ServletInputStream in, BodyBuffer buffer) throws IOException {
        // The parts of a chunked body do not tell whether reading them waits.
        while (buffer.count() < announced && in.available() > 0) {
            if (buffer.readFrom(in) < 0) {
                break;
            }
        }
        consumed = buffer.count() == announced;
        return consumed;
    }

    private void readAll(ServletInputStream in, BodyBuffer buffer) throws IOException {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        int read = 0;
        while (read >= 0 && !buffer.isTooLarge()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the body took longer than " + timeLimit);
            }
            read = buffer.readFrom(in);
        }
        consumed = read < 0;
    }

    private Body outcome(BodyBuffer buffer) {
        if (buffer.isTooLarge()) {
            return new Body.TooLarge();
        }
        return buffer.count() < announced ? new Body.Aborted() : new Body.Complete(buffer.toBytes());
    }

    private void await(ServletInputStream in, BodyBuffer buffer, Consumer<Body> later) {
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(timeLimit.toMillis());
        BodyCollector collector = new BodyCollector(buffer, announced, new BodyCollector.Waiting() {
            @Override
            public void proceed(Body body) {
                consumed = body instanceof Body.Complete;
                Resumption.with(context, () -> later.accept(body));
            }

            @Override
            public void giveUp() {
                Answer.send(response, 408, true);
                abandon();
            }

            @Override
            public void abandon() {
                later.accept(new Body.Aborted());
                context.complete();
            }
        });
        context.addListener(collector);
        pump = new BodyPump(in, collector);
        in.setReadListener(pump);
    }

    /** Returns whether nothing of it is left, having read and thrown away what has arrived if that is little. */
    boolean isOver() {
        if (consumed || pump != null || announced < 0 || announced > WORTH_SKIPPING) {
            return consumed;
        }
        try {
            return readArrived(request.getInputStream(), new BodyBuffer(announced, WORTH_SKIPPING));
        } catch (IOException e) {
            return false;
        }
    }

    /** Throws away what still arrives, for a while, without holding this thread, and ends the exchange. */
    void abandon() throws IOException {
        AsyncContext context = request.startAsync(request, response);
        UnreadBody unread = UnreadBody.in(context);
        if (pump != null) {
            pump.handOver(unread);
        } else {
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new BodyPump(in, unread));
        }
    }
}
