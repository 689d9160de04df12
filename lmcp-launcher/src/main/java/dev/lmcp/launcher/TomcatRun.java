package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.tomcat.util.modeler.Registry;

/**
 * Runs an unpacked web archive on an embedded Tomcat, with all its servlets.
 *
 * <p>Only an archive with servlets of its own needs it.
 */
final class TomcatRun {

    private static final String REQUEST = "dev.lmcp.launch";
    private static final String RESULT = "dev.lmcp.launched";

    private final Flags flags;
    private final Path folder;

    private TomcatRun(Flags flags, Path folder) {
        this.flags = flags;
        this.folder = folder;
    }

    /**
     * Runs the archive.
     *
     * @return the exit status, or a negative number if the server keeps running
     */
    static int run(Flags flags, Path folder, ShutdownHook cleanup) throws CommandLineException, IOException {
        // Tomcat reads thirty XML files to register its parts in JMX; lmcp does not need them.
        Registry.disableRegistry();
        try {
            return new TomcatRun(flags, folder).run(cleanup);
        } catch (LifecycleException e) {
            throw new IOException("the web archive cannot be run: " + e, e);
        }
    }

    private int run(ShutdownHook cleanup) throws CommandLineException, IOException, LifecycleException {
        HostPort address = HostPort.of(flags.values(), System.getenv());
        DevFolders.check(flags.values(), address);
        String token = NewToken.generate();
        EmbeddedTomcat server = new EmbeddedTomcat(address, folder);
        cleanup.closeFirst(server);
        Map<?, ?> result = start(server, request(address, token));
        String text = String.valueOf(result.get("text"));
        boolean isGood = Boolean.TRUE.equals(result.get("good"));
        if (flags.isCheck()) {
            System.out.println(text);
            return isGood ? 0 : 1;
        }
        if (!isGood) {
            System.err.println(text);
            return 1;
        }
        if (result.get("stop") instanceof Runnable stop) {
            cleanup.closeFirst(stop::run);
        }
        serve(server);
        System.err.println(text);
        System.out.print(welcome(server.root(), result, token).text());
        return -1;
    }

    /** Starts the application before the port is bound, so that its settings are checked first. */
    private Map<?, ?> start(EmbeddedTomcat server, Map<String, Object> request) throws IOException, LifecycleException {
        Context context = server.tomcat().addWebapp("", folder.toString());
        Webapp.tune(context);
        context.getServletContext().setAttribute(REQUEST, request);
        context.start();
        if (context.getServletContext().getAttribute(RESULT) instanceof Map<?, ?> result) {
            return result;
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

    private static Welcome welcome(String root, Map<?, ?> result, String token) {
        boolean isTokenUsed = Boolean.TRUE.equals(result.get("tokenUsed"));
        return new Welcome(
                root + result.get("path"),
                String.valueOf(result.get("publicUrl")),
                String.valueOf(result.get("auth")),
                isTokenUsed ? token : "",
                String.valueOf(result.get("tools")));
    }

    private Map<String, Object> request(HostPort address, String token) {
        Map<String, Object> request = new HashMap<>();
        request.put("flags", flags.values());
        request.put("names", String.join(",", Help.OWN_NAMES));
        request.put("check", flags.isCheck());
        request.put("dev", DevFolders.joined(flags.values()));
        if (address.isLoopback()) {
            request.put("token", token);
            request.put("hosts", String.join(",", address.names()));
        }
        return request;
    }
}
