package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Transport;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;

/** The transport of a web application: it stores the endpoint in the servlet context, where the servlet finds it. */
final class ServletTransport implements Transport {

    private static final String ENDPOINT = "dev.lmcp.transport.servlet.endpoint";

    private final ServletContext context;

    ServletTransport(ServletContext context) {
        this.context = context;
    }

    /** Returns the endpoint of the web application, if its server has started. */
    static Optional<Endpoint> endpointOf(ServletContext context) {
        return context.getAttribute(ENDPOINT) instanceof Endpoint endpoint ? Optional.of(endpoint) : Optional.empty();
    }

    @Override
    public void start(Endpoint endpoint) {
        context.setAttribute(ENDPOINT, endpoint);
    }

    @Override
    public String location() {
        return context.getContextPath() + "/";
    }

    /** Returns the launcher's host names if it listens on a loopback address. A container does not tell its host names. */
    @Override
    public List<String> hosts() {
        return Launch.of(context).hosts();
    }

    @Override
    public void close() {
        context.removeAttribute(ENDPOINT);
    }
}
