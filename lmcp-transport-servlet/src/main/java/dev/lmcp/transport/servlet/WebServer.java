package dev.lmcp.transport.servlet;

import dev.lmcp.config.Config;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;

/** The server of one web application. */
final class WebServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final String GUARD = "dev.lmcp.transport.servlet.started";

    private final ServletContext context;
    private final Lmcp lmcp;

    private WebServer(ServletContext context, Lmcp lmcp) {
        this.context = context;
        this.lmcp = lmcp;
    }

    /** Starts it; returns nothing where it has been tried before, or cannot be done, which the log tells. */
    static Optional<WebServer> startOnce(ServletContext context, Map<String, String> servletParameters) {
        if (isStartedIn(context)) {
            return Optional.empty();
        }
        context.setAttribute(GUARD, true);
        Launch launch = Launch.of(context);
        Config config = WebConfig.read(context, servletParameters);
        Outcome outcome = new Outcome(context, WebConfig.path(config));
        LmcpBuilder builder = Lmcp.with(config)
                .classLoader(WebConfig.loader(context))
                .transport("servlet", new ServletTransport(context));
        launch.spareSecret()
                .ifPresent(secret -> builder.generatedSecret(() -> {
                    outcome.secretUsed = true;
                    return secret;
                }));
        return launch.isCheck() ? check(outcome, builder) : start(context, outcome, builder, launch);
    }

    /** Returns whether lmcp has started a server of its own in the web application, or has tried to. */
    static boolean isStartedIn(ServletContext context) {
        return context.getAttribute(GUARD) != null;
    }

    /** What the launcher is told. */
    private static final class Outcome {

        private final ServletContext context;
        private final String path;
        private boolean secretUsed;

        Outcome(ServletContext context, String path) {
            this.context = context;
            this.path = path;
        }

        void tell(boolean good, String text) {
            Launch.tell(context, good, text, path, secretUsed);
        }
    }

    private static Optional<WebServer> check(Outcome outcome, LmcpBuilder builder) {
        Lmcp.Check check = builder.check();
        outcome.tell(check.isGood(), check.text());
        return Optional.empty();
    }

    private static Optional<WebServer> start(
            ServletContext context, Outcome outcome, LmcpBuilder builder, Launch launch) {
        try {
            Lmcp lmcp = builder.start();
            if (!launch.isPresent()) {
                LOG.log(Level.INFO, lmcp.report());
            }
            outcome.tell(true, lmcp.report());
            if (launch.isPresent()) {
                Launch.tellOf(context, lmcp);
            }
            return Optional.of(new WebServer(context, lmcp));
        } catch (StartupException e) {
            if (!launch.isPresent()) {
                LOG.log(
                        Level.ERROR,
                        "{0}\nUntil this is mended, every request to ''{1}'' is answered with 503.",
                        e.getMessage(),
                        context.getContextPath());
            }
            outcome.tell(false, String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            // A plugin's jar may do anything; the rest of the container is not to suffer from it.
            LOG.log(Level.ERROR, "lmcp does not start, for a reason it does not know; every request gets 503", e);
            outcome.tell(false, "lmcp does not start: " + e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        lmcp.close();
        context.removeAttribute(GUARD);
    }
}
