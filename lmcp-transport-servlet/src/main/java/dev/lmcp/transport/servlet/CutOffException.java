package dev.lmcp.transport.servlet;

import java.io.IOException;

/**
 * Thrown to the container, which then closes the connection at once: the only way that the Servlet API has.
 *
 * <p>Has no stack trace, since containers log it and a reader can provoke it.
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
