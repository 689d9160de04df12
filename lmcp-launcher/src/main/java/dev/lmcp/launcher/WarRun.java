package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
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
            status = flags.isHelp() ? help(name) : new WarRun(flags, folder).run(cleanup);
        } catch (Flags.Unusable | IOException e) {
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

    private static int help(String name) {
        System.out.print(Flags.HELP.formatted(name));
        return 0;
    }

    /** Returns the status to end with, or a negative number to run on. */
    private int run(Cleanup cleanup) throws Flags.Unusable, IOException, LifecycleException {
        if (flags.plugin(System.getenv()).isPresent()) {
            return WithoutTomcat.run(folder, flags, cleanup::first);
        }
        HostPort address = flags.address(System.getenv());
        String token = newToken();
        EmbeddedTomcat server = new EmbeddedTomcat(address, folder);
        cleanup.first(server);
        Context context = server.tomcat().addWebapp("", folder.toString());
        Webapp.tune(context);
        context.getServletContext().setAttribute(REQUEST, request(address, token));
        if (flags.isCheck()) {
            context.start();
        } else {
            bind(server);
            server.start();
        }
        if (!(context.getServletContext().getAttribute(OUTCOME) instanceof Map<?, ?> outcome)) {
            throw new IOException("the web archive started no lmcp; expected lmcp-transport-servlet under WEB-INF/lib");
        }
        String text = String.valueOf(outcome.get("text"));
        boolean good = Boolean.TRUE.equals(outcome.get("good"));
        if (flags.isCheck()) {
            System.out.println(text);
            return good ? 0 : 1;
        }
        System.err.println(text);
        if (!good) {
            return 1;
        }
        if (outcome.get("stop") instanceof Runnable stop) {
            cleanup.first(stop::run);
        }
        System.out.print(welcome(server.root(), outcome, token).text());
        return -1;
    }

    private static Welcome welcome(String root, Map<?, ?> outcome, String token) {
        boolean tokenUsed = Boolean.TRUE.equals(outcome.get("tokenUsed"));
        return new Welcome(
                root + outcome.get("path"),
                String.valueOf(outcome.get("auth")),
                tokenUsed ? token : "",
                String.valueOf(outcome.get("tools")));
    }

    private static void bind(EmbeddedTomcat server) throws IOException {
        try {
            server.bind();
        } catch (IOException e) {
            throw new IOException("LMCP-302 " + e.getMessage(), e);
        }
    }

    private Map<String, Object> request(HostPort address, String token) {
        Map<String, String> settings = new java.util.HashMap<>(flags.values());
        settings.keySet().removeAll(java.util.Set.of("--host", "--port"));
        Map<String, Object> request = new java.util.HashMap<>();
        request.put("flags", settings);
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
