package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletContext;

/** A running container. */
record Running(int port, ServletContext context, Stop stop) implements AutoCloseable {

    interface Stop {
        void run() throws Exception;
    }

    Wire connect() {
        return Wire.to(port);
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
