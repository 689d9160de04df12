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

    /** Starts the server. Empty if that was tried before or fails; the log has the reason for a failure. */
    static Optional<WebServer> startOnce(ServletContext context, Map<String, String> servletParameters) {
        if (isStartedIn(context)) {
            return Optional.empty();
        }
        context.setAttribute(GUARD, true);
        Launch launch = Launch.of(context);
        Config config = WebConfig.read(context, servletParameters);
        LaunchResult result = new LaunchResult(context, WebConfig.path(config));
        LmcpBuilder builder = Lmcp.with(config)
                .classLoader(WebConfig.loader(context))
                .dev(launch.classFolders())
                .transport("servlet", new ServletTransport(context));
        launch.generatedSecret()
                .ifPresent(secret -> builder.generatedSecret(() -> {
                    result.isSecretUsed = true;
                    return secret;
                }));
        return launch.isCheck() ? check(result, builder) : start(context, result, builder, launch);
    }

    /** Returns whether lmcp has started its own server in the web application, or has tried to. */
    static boolean isStartedIn(ServletContext context) {
        return context.getAttribute(GUARD) != null;
    }

    /** Reports the result of a start or check to the launcher. */
    private static final class LaunchResult {

        private final ServletContext context;
        private final String path;
        private boolean isSecretUsed;

        LaunchResult(ServletContext context, String path) {
            this.context = context;
            this.path = path;
        }

        void report(boolean isGood, String text) {
            Launch.report(context, isGood, text, path, isSecretUsed);
        }
    }

    private static Optional<WebServer> check(LaunchResult result, LmcpBuilder builder) {
        Lmcp.Check check = builder.check();
        result.report(check.isGood(), check.text());
        return Optional.empty();
    }

    private static Optional<WebServer> start(
            ServletContext context, LaunchResult result, LmcpBuilder builder, Launch launch) {
        try {
            Lmcp lmcp = builder.start();
            if (!launch.isPresent()) {
                LOG.log(Level.INFO, lmcp.report());
            }
            result.report(true, lmcp.report());
            if (launch.isPresent()) {
                Launch.reportServer(context, lmcp);
            }
            return Optional.of(new WebServer(context, lmcp));
        } catch (StartupException e) {
            if (!launch.isPresent()) {
                LOG.log(
                        Level.ERROR,
                        "{0}\nUntil this is corrected, every request to ''{1}'' is answered with 503.",
                        e.getMessage(),
                        context.getContextPath());
            }
            result.report(false, String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            // A plugin may throw anything; the container's other applications must start all the same.
            LOG.log(Level.ERROR, "lmcp does not start because of an unexpected error; every request gets 503", e);
            result.report(false, "lmcp does not start: " + e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        lmcp.close();
        Departure.await(context);
        context.removeAttribute(GUARD);
    }
}
