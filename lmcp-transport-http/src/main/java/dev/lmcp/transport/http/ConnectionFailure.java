package dev.lmcp.transport.http;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Logs why a connection failed: a fault of the client at {@code DEBUG}, a fault of this server as a warning. */
final class ConnectionFailure {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private ConnectionFailure() {}

    static void log(Throwable failure) {
        if (failure instanceof IOException || failure instanceof CodecException || isFaultOfClient(failure)) {
            // Not the message: it may contain what the client has sent, as a credential.
            LOG.log(
                    Level.DEBUG,
                    "a connection failed: {0}",
                    cause(failure).getClass().getSimpleName());
        } else {
            LOG.log(Level.WARNING, "a connection was closed, because the server failed", failure);
        }
    }

    /** Returns whether a client has broken the rules of HTTP/2. Netty gives the failure the code that the client is told. */
    private static boolean isFaultOfClient(Throwable failure) {
        return failure instanceof Http2Exception fault && fault.error() != Http2Error.INTERNAL_ERROR;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CodecException && cause != null ? cause : failure;
    }
}
