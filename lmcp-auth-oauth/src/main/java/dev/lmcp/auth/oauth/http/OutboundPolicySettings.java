package dev.lmcp.auth.oauth.http;

import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the policy and the proxy for outgoing calls. */
public final class OutboundPolicySettings {

    private static final List<String> URL_KEYS = List.of("issuer", "jwks-uri", "introspection.url");
    private static final String PROXY = "proxy";

    private OutboundPolicySettings() {}

    /** Reads the policy for all issuers: lmcp may call a host in a private network only if the operator lists it. */
    public static OutboundPolicy read(Settings settings, Services services) {
        return new OutboundPolicy(
                listed(settings, "allow-private-issuer-hosts", services),
                listed(settings, "allow-http-issuer-hosts", services));
    }

    /**
     * Returns the policy for one issuer.
     *
     * <p>lmcp may call an issuer on the same machine if one of its settings has its URL. This opens nothing for the
     * metadata of another issuer.
     *
     * @param listed the policy for all issuers
     * @param issuer the settings of the issuer
     */
    public static OutboundPolicy of(OutboundPolicy listed, Settings issuer) {
        return URL_KEYS.stream()
                .flatMap(key -> hosts(issuer, key))
                .filter(OutboundPolicy::isLoopback)
                .reduce(listed, OutboundPolicy::allowing, (one, same) -> same);
    }

    /** Reads the proxy. */
    public static OutboundProxy proxy(Settings settings, Services services) {
        Optional<String> text = settings.text(PROXY);
        if (text.isEmpty()) {
            return OutboundProxy.NONE;
        }
        if (text.get().equals("jvm")) {
            services.notice("OAuth calls public hosts through the proxy that the settings of the JVM name");
            return OutboundProxy.ofJvm();
        }
        Optional<URI> uri = settings.uri(PROXY);
        if (uri.filter(OutboundPolicySettings::isProxy).isEmpty()) {
            settings.problem(
                    PROXY,
                    "is not the URL of a proxy; expected 'http://HOST:PORT' without a user, because lmcp sends no password"
                            + " to a proxy, or 'jvm' for the settings of the JVM");
            return OutboundProxy.NONE;
        }
        services.notice("OAuth calls public hosts through the proxy " + uri.get());
        return OutboundProxy.of(uri.get().getHost(), uri.get().getPort());
    }

    private static boolean isProxy(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && uri.getPort() > 0
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    }

    private static Set<String> listed(Settings settings, String key, Services services) {
        Set<String> hosts = new HashSet<>();
        settings.list(key).forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        if (!hosts.isEmpty()) {
            services.notice("WARNING: '" + settings.prefix() + key + "' lets lmcp call " + hosts);
        }
        return hosts;
    }

    private static Stream<String> hosts(Settings issuer, String key) {
        return issuer.uri(key).flatMap(OutboundPolicySettings::host).stream();
    }

    private static Optional<String> host(URI uri) {
        return Optional.ofNullable(uri.getHost()).map(host -> host.toLowerCase(Locale.ROOT));
    }
}
