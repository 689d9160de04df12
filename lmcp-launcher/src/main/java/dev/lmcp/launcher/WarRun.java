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

/** Runs an unpacked web archive until the process ends. {@link Main} calls it. */
public final class WarRun {

    private static final String REQUEST = "dev.lmcp.launch";
    private static final String RESULT = "dev.lmcp.launched";

    private final Flags flags;
    private final Path folder;

    private WarRun(Flags flags, Path folder) {
        this.flags = flags;
        this.folder = folder;
    }

    /** Runs the archive {@code name} that is unpacked in {@code folder}. The folder is deleted when the process ends. */
    public static void main(String[] args, Path folder, String name) {
        Log.configure();
        // Tomcat reads thirty XML files to register its parts in JMX; lmcp does not need them.
        Registry.disableRegistry();
        ShutdownHook cleanup = ShutdownHook.atExit(folder);
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

    /** Returns the exit status, or a negative number if the server keeps running. */
    private int run(ShutdownHook cleanup) throws CommandLineException, IOException, LifecycleException {
        HostPort address = HostPort.of(flags.values(), System.getenv());
        DevFolders.check(flags.values(), address);
        if (flags.plugin(System.getenv()).isPresent()) {
            return WithoutTomcat.run(folder, flags, cleanup::closeFirst);
        }
        String token = newToken();
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

    private static String newToken() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
