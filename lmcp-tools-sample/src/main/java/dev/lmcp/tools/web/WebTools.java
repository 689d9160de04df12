package dev.lmcp.tools.web;

import dev.lmcp.Registry;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code fetch} and {@code web_search}. */
public final class WebTools implements ToolProvider {

    private static final int MOST_BYTES = 1024 * 1024;

    private enum Backend {
        SEARXNG
    }

    /** Creates the provider, which does nothing until a server asks for its tools. */
    public WebTools() {}

    @Override
    public String name() {
        return "web";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        int limit = (int) settings.number("max-bytes", MOST_BYTES, 1024, 16L * MOST_BYTES);
        Set<String> privateHosts = new HashSet<>();
        settings.list("allow-private").forEach(host -> privateHosts.add(host.toLowerCase(Locale.ROOT)));
        if (!privateHosts.isEmpty()) {
            services.notice("WARNING: '" + settings.prefix() + "allow-private' lets callers reach " + privateHosts
                    + " from here, on every port");
        }
        Sockets sockets = new Sockets(services.scheduler(), services::worker);
        registry.add(new Fetch(new Fetcher(new Guard(privateHosts, Guard.DNS), sockets), limit).tool());
        registry.add(new WebSearch(backend(settings, sockets)).tool());
    }

    /** The backend that is configured: there is no other to fall back on, and none is chosen silently. */
    private static Optional<SearchBackend> backend(Settings settings, Sockets sockets) {
        return switch (settings.choice("search", Backend.class, Backend.SEARXNG)) {
            case SEARXNG ->
                settings.uri("searxng-url").map(uri -> {
                    Optional<String> host = Optional.ofNullable(uri.getHost());
                    if (host.isEmpty() || !Guard.isWeb(uri)) {
                        settings.problem("searxng-url", "is '" + uri + "'; expected an http or https URL with a host");
                    }
                    // The operator typed this address: it may be a private one.
                    Set<String> itself = Set.of(host.orElse("").toLowerCase(Locale.ROOT));
                    return new Searxng(uri, new Fetcher(new Guard(itself, Guard.DNS), sockets));
                });
        };
    }
}
