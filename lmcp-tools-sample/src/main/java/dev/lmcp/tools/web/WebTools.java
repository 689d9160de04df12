package dev.lmcp.tools.web;

import dev.lmcp.Registry;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools {@code fetch} and {@code web_search}. */
public final class WebTools implements ToolProvider {

    private static final int MAX_BYTES = 1024 * 1024;

    private enum Backend {
        SEARXNG
    }

    /** Creates the provider. It does nothing until a server registers its tools. */
    public WebTools() {}

    @Override
    public String name() {
        return "web";
    }

    /** The environment variable has the same name as in lmcp for Lua. */
    @Override
    public Map<String, String> aliases() {
        return Map.of("LMCP_SEARXNG_URL", "searxng-url");
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        int limit = (int) settings.number("max-response-size", MAX_BYTES, 1024, 16L * MAX_BYTES);
        Set<String> privateHosts = new HashSet<>();
        settings.list("allow-private-hosts").forEach(host -> privateHosts.add(host.toLowerCase(Locale.ROOT)));
        if (!privateHosts.isEmpty()) {
            services.notice("WARNING: '" + settings.prefix() + "allow-private-hosts' lets callers reach " + privateHosts
                    + " from this machine, on every port");
        }
        Sockets sockets = new Sockets(services);
        registry.add(new Fetch(new Fetcher(new Guard(privateHosts, Guard.DNS), sockets), limit).tool());
        registry.add(new WebSearch(backend(settings, sockets)).tool());
    }

    /** Returns the configured search engine. If none is configured, no other one is used instead. */
    private static Optional<SearchBackend> backend(Settings settings, Sockets sockets) {
        return switch (settings.choice("search-engine", Backend.class, Backend.SEARXNG)) {
            case SEARXNG ->
                searxng(settings).map(uri -> {
                    // The operator wrote this address, so it may be private.
                    Set<String> ownHost = Set.of(uri.getHost().toLowerCase(Locale.ROOT));
                    return new Searxng(uri, new Fetcher(new Guard(ownHost, Guard.DNS), sockets));
                });
        };
    }

    /** Reads the search engine's URL. The message about a wrong value does not contain it: it may have a password. */
    private static Optional<URI> searxng(Settings settings) {
        Optional<String> text = settings.text("searxng-url");
        Optional<URI> plain = text.flatMap(WebTools::plain);
        if (text.isPresent() && plain.isEmpty()) {
            settings.problem(
                    "searxng-url",
                    "is not the plain URL of a search engine; expected an http or https URL with a host and"
                            + " without user, password, query and fragment");
        }
        return plain;
    }

    private static Optional<URI> plain(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null && Guard.isWeb(uri) && !hasMore(uri));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean hasMore(URI uri) {
        return uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null;
    }
}
