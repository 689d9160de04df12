package dev.lmcp.transport.servlet;

import dev.lmcp.Lmcp;
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
 * <p>The two have different class loaders, so they talk in maps of the JDK's types, by attributes of the context:
 * {@code dev.lmcp.launch} with {@code flags} (a map of texts), {@code check} (a boolean), {@code token} (a text) and
 * {@code hosts} (names, separated by commas), and {@code dev.lmcp.launched} with {@code good} and {@code tokenUsed}
 * (booleans), {@code text} and {@code path}, and where a server has started {@code auth} and {@code tools} (names,
 * separated by commas) and {@code stop} (a {@link Runnable} that drains and stops it).
 *
 * @param isPresent whether there is a launcher
 * @param flags the flags of the command line
 * @param isCheck whether to check instead of to start
 * @param spareToken a token to use where none is set
 * @param hosts the only host names that are right, where that is known
 */
record Launch(
        boolean isPresent,
        Map<String, String> flags,
        boolean isCheck,
        Optional<String> spareToken,
        List<String> hosts) {

    static final String REQUEST = "dev.lmcp.launch";
    static final String OUTCOME = "dev.lmcp.launched";

    /** Returns what the launcher of this web application says, if it has one. */
    static Launch of(ServletContext context) {
        if (!(context.getAttribute(REQUEST) instanceof Map<?, ?> request)) {
            return new Launch(false, Map.of(), false, Optional.empty(), List.of());
        }
        Map<String, String> flags = new LinkedHashMap<>();
        if (request.get("flags") instanceof Map<?, ?> given) {
            given.forEach((flag, value) -> flags.put(String.valueOf(flag), String.valueOf(value)));
        }
        Optional<String> token = request.get("token") instanceof String text ? Optional.of(text) : Optional.empty();
        List<String> hosts = request.get("hosts") instanceof String names ? List.of(names.split(",")) : List.of();
        return new Launch(true, flags, Boolean.TRUE.equals(request.get("check")), token, hosts);
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
