package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Transport;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;

/** Makes the endpoint of a web application known to its servlet. */
final class ServletTransport implements Transport {

    private static final String ENDPOINT = "dev.lmcp.transport.servlet.endpoint";

    private final ServletContext context;

    ServletTransport(ServletContext context) {
        this.context = context;
    }

    /** Returns what the web application serves, if it has started. */
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

    /** A container knows no names; a launcher that listens on a loopback address does. */
    @Override
    public List<String> hosts() {
        return Launch.of(context).hosts();
    }

    @Override
    public void close() {
        context.removeAttribute(ENDPOINT);
    }
}
