package dev.lmcp.transport.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** The few answers that are the transport's own: a status and nothing else. */
final class Answer {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private Answer() {}

    /** Sends a response without a body, unless one is under way. */
    static void send(HttpServletResponse response, int status, boolean close) {
        if (response.isCommitted()) {
            return;
        }
        try {
            response.reset();
            response.setStatus(status);
            response.setContentLength(0);
            if (close) {
                response.setHeader("Connection", "close");
            }
            response.flushBuffer();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an answer of status {0} did not arrive: {1}", status, e.getMessage());
        }
    }
}
