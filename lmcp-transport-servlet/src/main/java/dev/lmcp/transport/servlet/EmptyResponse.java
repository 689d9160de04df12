package dev.lmcp.transport.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Sends the transport's own responses, which have a status and no body. */
final class EmptyResponse {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private EmptyResponse() {}

    /**
     * Sends a response without a body, unless a response has begun.
     *
     * @param closesConnection whether the connection is closed after the response
     */
    static void send(HttpServletResponse response, int status, boolean closesConnection) {
        if (response.isCommitted()) {
            return;
        }
        try {
            response.reset();
            response.setStatus(status);
            response.setContentLength(0);
            if (closesConnection) {
                response.setHeader("Connection", "close");
            }
            response.flushBuffer();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a response with status {0} could not be sent: {1}", status, e.getMessage());
        }
    }
}
