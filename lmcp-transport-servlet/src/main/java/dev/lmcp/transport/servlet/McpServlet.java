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
 * Hands HTTP requests to an {@link Endpoint}.
 *
 * <p>Must be mounted with asynchronous support, as must every filter before it: without that, slow senders hold threads
 * and long streams are refused. Safe for concurrent use.
 */
public final class McpServlet extends HttpServlet {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final long serialVersionUID = 1L;

    /** How long a body may take to arrive, all of it. */
    private static final Duration BODY_TIME = Duration.ofSeconds(60);

    /** Served if the server did not start, or has stopped. */
    private static final Endpoint UNAVAILABLE = Lmcp.unavailable();

    private final transient @Nullable Endpoint given;
    private final transient Duration bodyTime;
    private final AtomicBoolean toldAboutAsync = new AtomicBoolean();
    private transient Optional<WebServer> started = Optional.empty();

    /**
     * Creates a servlet that serves what the {@link McpListener} of its web application has started, or starts it itself
     * if there is no such listener; for containers.
     */
    public McpServlet() {
        this.given = null;
        this.bodyTime = BODY_TIME;
    }

    /** Creates a servlet that serves {@code endpoint}; for those who start the server themselves. */
    public McpServlet(Endpoint endpoint) {
        this(endpoint, BODY_TIME);
    }

    McpServlet(Endpoint endpoint, Duration bodyTime) {
        this.given = Objects.requireNonNull(endpoint, "endpoint");
        this.bodyTime = bodyTime;
    }

    @Override
    public void init() {
        if (given == null && ServletTransport.endpointOf(getServletContext()).isEmpty()) {
            started = WebServer.startOnce(getServletContext(), parameters());
        } else if (given != null) {
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
            resumption.get().run();
            return;
        }
        if (!request.isAsyncSupported() && toldAboutAsync.compareAndSet(false, true)) {
            AsyncBlockers.tell(this);
        }
        new ServletExchange(request, response, bodyTime).run(endpoint()::handle);
    }

    private Endpoint endpoint() {
        return given == null ? ServletTransport.endpointOf(getServletContext()).orElse(UNAVAILABLE) : given;
    }
}
