package dev.lmcp.transport.servlet;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.Secret;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a launcher that runs the web application says to it, and hears from it.
 *
 * <p>The two have different class loaders, so they talk in maps of the JDK's types, by attributes of the context. {@code
 * dev.lmcp.launch} has {@code flags} (a map of texts), {@code check} (a boolean), {@code token} (a text), {@code hosts}
 * and {@code names} (each separated by commas). {@code dev.lmcp.launched} has {@code good} and {@code tokenUsed}
 * (booleans), {@code text} and {@code path}, and once a server has started {@code auth} and {@code tools} (names,
 * separated by commas) and {@code stop} (a {@link Runnable} that drains and stops it).
 *
 * @param request what the launcher says; empty without one
 */
record Launch(Optional<Map<?, ?>> request) {

    private static final String REQUEST = "dev.lmcp.launch";
    private static final String OUTCOME = "dev.lmcp.launched";

    /** Returns what the launcher of this web application says, if it has one. */
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
        if (find("flags").orElse("") instanceof Map<?, ?> given) {
            given.forEach((flag, value) -> flags.put(String.valueOf(flag), String.valueOf(value)));
        }
        return flags;
    }

    /** Returns the flags and the variables of the environment that the launcher reads itself. */
    List<String> names() {
        return list("names");
    }

    /** Returns whether to check instead of to start. */
    boolean isCheck() {
        return Boolean.TRUE.equals(find("check").orElse(false));
    }

    /** Returns a secret that was made for this run, to use if none is configured. */
    Optional<Secret> spareSecret() {
        return find("token").map(String::valueOf).map(Secret::of);
    }

    /** Returns the only host names that are right, if they are known. */
    List<String> hosts() {
        return list("hosts");
    }

    private List<String> list(String key) {
        return find(key).map(names -> List.of(String.valueOf(names).split(","))).orElse(List.of());
    }

    private Optional<Object> find(String key) {
        return request.map(map -> map.get(key));
    }

    /** Tells the launcher what came of it. */
    static void tell(ServletContext context, boolean good, String text, String path, boolean tokenUsed) {
        context.setAttribute(OUTCOME, Map.of("good", good, "text", text, "path", path, "tokenUsed", tokenUsed));
    }

    /** Adds what a server that has started offers, and by which authentication. */
    static void tellOf(ServletContext context, Lmcp lmcp) {
        if (context.getAttribute(OUTCOME) instanceof Map<?, ?> told) {
            Map<Object, Object> more = new LinkedHashMap<>(told);
            more.put("auth", String.join(", ", lmcp.authProviders()));
            more.put("tools", tools(lmcp));
            Runnable stop = lmcp::close;
            more.put("stop", stop);
            context.setAttribute(OUTCOME, Map.copyOf(more));
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
