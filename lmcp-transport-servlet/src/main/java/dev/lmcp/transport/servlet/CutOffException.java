package dev.lmcp.transport.servlet;

import java.io.IOException;

/**
 * Makes the container close the connection at once. The Servlet API has no other way.
 *
 * <p>It has no stack trace, because containers log it and a client can cause it.
 */
final class CutOffException extends IOException {

    private static final long serialVersionUID = 1L;

    CutOffException(String message) {
        super(message);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // there is no state to guard
    public Throwable fillInStackTrace() {
        return this;
    }
}
