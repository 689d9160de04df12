package dev.lmcp.transport.servlet;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.Endpoint;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Passes HTTP requests to an {@link Endpoint}.
 *
 * <p>The servlet and all filters before it must support asynchronous requests. Without that, slow senders hold threads and
 * long streams are refused. Safe for concurrent use.
 */
public final class McpServlet extends HttpServlet {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final long serialVersionUID = 1L;

    /** How long a whole request body may take to arrive. */
    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(60);

    /** The endpoint if the server did not start or has stopped. */
    private static final Endpoint UNAVAILABLE = Lmcp.unavailable();

    private final transient @Nullable Endpoint ownEndpoint;
    private final transient Duration bodyTimeout;
    private final AtomicBoolean isWarned = new AtomicBoolean();
    private transient Optional<WebServer> started = Optional.empty();
    private transient AsyncCycles cycles = new AsyncCycles();

    /**
     * Creates a servlet for the server that the {@link McpListener} of its web application starts. If there is no such
     * listener, the servlet starts the server itself. Containers call it.
     */
    public McpServlet() {
        this.ownEndpoint = null;
        this.bodyTimeout = BODY_TIMEOUT;
    }

    /** Creates a servlet for {@code endpoint}, for a program that starts the server itself. */
    public McpServlet(Endpoint endpoint) {
        this(endpoint, BODY_TIMEOUT);
    }

    McpServlet(Endpoint endpoint, Duration bodyTimeout) {
        this.ownEndpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.bodyTimeout = bodyTimeout;
    }

    @Override
    public void init() {
        cycles = AsyncCycles.of(getServletContext());
        if (ownEndpoint == null
                && ServletTransport.endpointOf(getServletContext()).isEmpty()) {
            started = WebServer.startOnce(getServletContext(), parameters());
        } else if (ownEndpoint != null) {
            ServletConflicts.ofServers(getServletContext(), getServletName())
                    .ifPresent(text -> LOG.log(Level.WARNING, text));
        }
    }

    private Map<String, String> parameters() {
        return Collections.list(getInitParameterNames()).stream()
                .collect(Collectors.toMap(name -> name, this::getInitParameter));
    }

    @Override
    public void destroy() {
        started.ifPresent(WebServer::close);
        started = Optional.empty();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Resumption> resumption = Resumption.take(request);
        if (resumption.isPresent()) {
            AsyncCycles.resume(request);
            resumption.get().run();
            return;
        }
        if (!request.isAsyncSupported() && isWarned.compareAndSet(false, true)) {
            AsyncBlockers.warn(this);
        }
        new ServletExchange(request, response, cycles, bodyTimeout).run(endpoint()::handle);
    }

    private Endpoint endpoint() {
        return ownEndpoint == null
                ? ServletTransport.endpointOf(getServletContext()).orElse(UNAVAILABLE)
                : ownEndpoint;
    }
}
