package dev.lmcp.transport.servlet;

import dev.lmcp.verification.transport.RunningServer;
import jakarta.servlet.ServletContext;

/** A running container. */
record Running(int port, ServletContext context, Stop stop) implements RunningServer {

    interface Stop {
        void run() throws Exception;
    }

    @Override
    public void close() {
        try {
            stop.run();
        } catch (Exception e) {
            throw new IllegalStateException("the container did not stop", e);
        }
    }
}
