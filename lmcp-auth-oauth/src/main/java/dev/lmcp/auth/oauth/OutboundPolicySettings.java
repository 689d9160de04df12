package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the policy for outgoing calls. */
final class OutboundPolicySettings {

    private static final List<String> URL_KEYS = List.of("issuer", "jwks-uri", "introspection.url");

    private OutboundPolicySettings() {}

    /**
     * Reads the policy.
     *
     * <p>lmcp may call an issuer on the same machine if a setting has its URL. It may call an issuer in a private
     * network only if the operator also lists the host.
     *
     * @param issuers the settings of each issuer
     */
    static OutboundPolicy read(Settings settings, Collection<Settings> issuers, Services services) {
        Set<String> privateHosts = listed(settings, "allow-private-issuers", services);
        Set<String> httpHosts = listed(settings, "allow-http-issuers", services);
        issuers.stream()
                .flatMap(issuer -> URL_KEYS.stream().flatMap(key -> hosts(issuer, key)))
                .filter(OutboundPolicy::isLoopback)
                .forEach(host -> {
                    privateHosts.add(host);
                    httpHosts.add(host);
                });
        return new OutboundPolicy(privateHosts, httpHosts);
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
