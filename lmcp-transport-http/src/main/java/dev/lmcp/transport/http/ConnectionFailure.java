package dev.lmcp.transport.http;

import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Logs why a connection failed: a fault of the client at {@code DEBUG}, a fault of this server as a warning. */
final class ConnectionFailure {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private ConnectionFailure() {}

    static void log(Throwable failure) {
        if (failure instanceof IOException || failure instanceof CodecException) {
            // Not the message: it may contain what the client has sent, as a credential.
            LOG.log(
                    Level.DEBUG,
                    "a connection failed: {0}",
                    cause(failure).getClass().getSimpleName());
        } else {
            LOG.log(Level.WARNING, "a connection was closed, because the server failed", failure);
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CodecException && cause != null ? cause : failure;
    }
}
