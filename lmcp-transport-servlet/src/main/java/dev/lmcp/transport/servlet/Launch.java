package dev.lmcp.transport.servlet;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.Secret;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The request of the launcher that runs the web application, and the result for it.
 *
 * <p>Launcher and application have different class loaders. So they exchange maps of JDK types as attributes of the servlet
 * context. The request {@code dev.lmcp.launch} has {@code flags} (a map of texts), {@code check} (a boolean), {@code token}
 * (a text), {@code hosts} and {@code names} (texts, separated by commas), and {@code dev} (folders, separated as in a class
 * path). The result {@code dev.lmcp.launched} has
 * {@code good} and {@code tokenUsed} (booleans), {@code text} and {@code path}. Once a server has started, it also has
 * {@code auth} and {@code tools} (names, separated by commas), {@code publicUrl} (a text, which may be empty) and {@code
 * stop} (a {@link Runnable} that stops the server).
 *
 * @param request the launcher's request; empty if there is no launcher
 */
record Launch(Optional<Map<?, ?>> request) {

    private static final String REQUEST = "dev.lmcp.launch";
    private static final String RESULT = "dev.lmcp.launched";

    /** Returns the request of the launcher that runs this web application. */
    static Launch of(ServletContext context) {
        return new Launch(
                context.getAttribute(REQUEST) instanceof Map<?, ?> request ? Optional.of(request) : Optional.empty());
    }

    /** Returns whether there is a launcher. */
    boolean isPresent() {
        return request.isPresent();
    }

    /** Returns the flags of the command line. */
    Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        if (find("flags").orElse("") instanceof Map<?, ?> values) {
            values.forEach((flag, value) -> flags.put(String.valueOf(flag), String.valueOf(value)));
        }
        return flags;
    }

    /** Returns the flags and environment variables that the launcher itself reads. */
    List<String> names() {
        return list("names");
    }

    /** Returns whether the server must be checked and not started. */
    boolean isCheck() {
        return Boolean.TRUE.equals(find("check").orElse(false));
    }

    /** Returns a secret that was generated for this run. It is used if none is configured. */
    Optional<Secret> generatedSecret() {
        return find("token").map(String::valueOf).map(Secret::of);
    }

    /** Returns the host names that callers may use; an empty list if they are not known. */
    List<String> hosts() {
        return list("hosts");
    }

    /** Returns the class folders whose changes are taken over, for development; usually none. */
    List<Path> classFolders() {
        List<Path> folders = new ArrayList<>();
        String dev = find("dev").map(String::valueOf).orElse("");
        for (String folder : List.of(dev.split(File.pathSeparator))) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        return folders;
    }

    private List<String> list(String key) {
        return find(key).map(names -> List.of(String.valueOf(names).split(","))).orElse(List.of());
    }

    private Optional<Object> find(String key) {
        return request.map(map -> map.get(key));
    }

    /** Reports the result of a start or check to the launcher. */
    static void report(ServletContext context, boolean isGood, String text, String path, boolean isTokenUsed) {
        context.setAttribute(RESULT, Map.of("good", isGood, "text", text, "path", path, "tokenUsed", isTokenUsed));
    }

    /** Adds the auth plugins and tools of a server that has started, and the way to stop it. */
    static void reportServer(ServletContext context, Lmcp lmcp) {
        if (context.getAttribute(RESULT) instanceof Map<?, ?> reported) {
            Map<Object, Object> more = new LinkedHashMap<>(reported);
            more.put("auth", String.join(", ", lmcp.authProviders()));
            more.put("tools", tools(lmcp));
            more.put("publicUrl", lmcp.publicUrl().map(URI::toString).orElse(""));
            Runnable stop = lmcp::close;
            more.put("stop", stop);
            context.setAttribute(RESULT, Map.copyOf(more));
        }
    }

    private static String tools(Lmcp lmcp) {
        List<String> names = new ArrayList<>();
        lmcp.local()
                .request("tools/list", JsonNodeFactory.instance.objectNode())
                .path("tools")
                .forEach(tool -> names.add(tool.path("name").stringValue("")));
        return String.join(", ", names);
    }
}
