package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange.Body;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, as it arrives.
 *
 * <p>Until the handler asks for the body, it takes what arrived in one read together with the head. Used by one event
 * loop.
 */
final class RequestBody {

    private static final int INITIAL_SIZE = 16 * 1024;

    /** The factor of growth; it is large, so that a large body is rarely copied. */
    private static final int GROWTH = 4;

    private static final byte[] EMPTY = {};

    private final long announced;
    private int max = Integer.MAX_VALUE - 8;
    private byte[] bytes = EMPTY;
    private int count;
    private boolean isComplete;
    private boolean isAborted;
    private @Nullable Consumer<Body> then;

    /**
     * Creates a body of which nothing has arrived.
     *
     * @param announced the Content-Length, or a negative number if there is none
     */
    RequestBody(long announced) {
        this.announced = announced;
        this.isComplete = announced == 0;
    }

    /** Adds bytes. */
    void add(ByteBuf piece) {
        int size = piece.readableBytes();
        if (size == 0 || isTooLarge()) {
            return;
        }
        // One byte more than the largest body is enough to notice a larger one.
        int kept = (int) Math.min(size, max + 1L - count);
        reserve(count + kept);
        piece.readBytes(bytes, count, kept);
        count += kept;
        if (isTooLarge()) {
            pass(new Body.TooLarge());
        }
    }

    private void reserve(int needed) {
        if (needed <= bytes.length) {
            return;
        }
        long grown = Math.max(needed, Math.max(INITIAL_SIZE, (long) GROWTH * bytes.length));
        long most = announced > 0 ? announced : max + 1L;
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(grown, most)));
    }

    private boolean isTooLarge() {
        return count > max;
    }

    /** Notes the end of the body. */
    void complete() {
        isComplete = true;
        if (!isTooLarge()) {
            pass(new Body.Complete(toBytes()));
        }
    }

    /** Notes that the client is gone, or too slow. */
    void abort() {
        if (!isComplete) {
            isAborted = true;
            pass(new Body.Aborted());
        }
    }

    /** Returns whether nothing of the body is left to read. */
    boolean isComplete() {
        return isComplete;
    }

    /** Returns the body. Call it when it is complete. */
    byte[] toBytes() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    /** Hands the body over once it is complete or cannot be. */
    void await(int maxBytes, Consumer<Body> receiver) {
        max = maxBytes;
        then = receiver;
        if (isAborted) {
            pass(new Body.Aborted());
        } else if (isTooLarge()) {
            pass(new Body.TooLarge());
        } else if (isComplete) {
            pass(new Body.Complete(toBytes()));
        }
    }

    /** Returns whether the handler waits for the body. */
    boolean isAwaited() {
        return then != null;
    }

    private void pass(Body body) {
        Consumer<Body> receiver = then;
        if (receiver != null) {
            then = null;
            bytes = EMPTY;
            receiver.accept(body);
        }
    }
}
