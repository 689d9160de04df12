package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.tomcat.util.modeler.Registry;

/** Runs an unpacked web archive until the process is asked to end; what {@link Main} hands over to. */
public final class WarRun {

    private static final String REQUEST = "dev.lmcp.launch";
    private static final String OUTCOME = "dev.lmcp.launched";

    private final Flags flags;
    private final Path folder;

    private WarRun(Flags flags, Path folder) {
        this.flags = flags;
        this.folder = folder;
    }

    /** Runs the archive named {@code name}, unpacked to {@code folder}, which is deleted when the process ends. */
    public static void main(String[] args, Path folder, String name) {
        Log.configure();
        // Describing each part of Tomcat to JMX reads thirty XML files; nothing of lmcp's is among them.
        Registry.disableRegistry();
        Cleanup cleanup = Cleanup.atExit(folder);
        int status;
        try {
            Flags flags = Flags.parse(args);
            status = switch (flags.action()) {
                case HELP -> print(Help.TEXT.formatted(name));
                case VERSION -> print(Help.version());
                case CHECK, RUN -> new WarRun(flags, folder).run(cleanup);
            };
        } catch (CommandLineException | IOException e) {
            System.err.println(e.getMessage());
            status = 1;
        } catch (LifecycleException e) {
            System.err.println("the web archive cannot be run: " + e);
            status = 1;
        }
        if (status >= 0) {
            System.exit(status);
        }
    }

    private static int print(String text) {
        System.out.print(text);
        return 0;
    }

    /** Returns the status to end with, or a negative number to run on. */
    private int run(Cleanup cleanup) throws CommandLineException, IOException, LifecycleException {
        if (flags.plugin(System.getenv()).isPresent()) {
            return WithoutTomcat.run(folder, flags, cleanup::first);
        }
        HostPort address = HostPort.of(flags.values(), System.getenv());
        String token = newToken();
        EmbeddedTomcat server = new EmbeddedTomcat(address, folder);
        cleanup.first(server);
        Map<?, ?> outcome = start(server, request(address, token));
        String text = String.valueOf(outcome.get("text"));
        boolean good = Boolean.TRUE.equals(outcome.get("good"));
        if (flags.isCheck()) {
            System.out.println(text);
            return good ? 0 : 1;
        }
        if (!good) {
            System.err.println(text);
            return 1;
        }
        if (outcome.get("stop") instanceof Runnable stop) {
            cleanup.first(stop::run);
        }
        serve(server);
        System.err.println(text);
        System.out.print(welcome(server.root(), outcome, token).text());
        return -1;
    }

    /** Starts the application before the port is taken, so that its settings are judged first. */
    private Map<?, ?> start(EmbeddedTomcat server, Map<String, Object> request) throws IOException, LifecycleException {
        Context context = server.tomcat().addWebapp("", folder.toString());
        Webapp.tune(context);
        context.getServletContext().setAttribute(REQUEST, request);
        context.start();
        if (context.getServletContext().getAttribute(OUTCOME) instanceof Map<?, ?> outcome) {
            return outcome;
        }
        throw new IOException("the web archive started no lmcp; expected lmcp-transport-servlet under WEB-INF/lib");
    }

    private static void serve(EmbeddedTomcat server) throws IOException, LifecycleException {
        try {
            server.bind();
        } catch (IOException e) {
            throw new IOException("LMCP-302 " + e.getMessage(), e);
        }
        server.start();
    }

    private static Welcome welcome(String root, Map<?, ?> outcome, String token) {
        boolean tokenUsed = Boolean.TRUE.equals(outcome.get("tokenUsed"));
        return new Welcome(
                root + outcome.get("path"),
                String.valueOf(outcome.get("auth")),
                tokenUsed ? token : "",
                String.valueOf(outcome.get("tools")));
    }

    private Map<String, Object> request(HostPort address, String token) {
        Map<String, Object> request = new HashMap<>();
        request.put("flags", flags.values());
        request.put("names", String.join(",", Help.OWN_NAMES));
        request.put("check", flags.isCheck());
        if (address.isLoopback()) {
            request.put("token", token);
            request.put("hosts", String.join(",", address.names()));
        }
        return request;
    }

    private static String newToken() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
