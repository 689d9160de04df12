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

/** Makes the guard of outgoing calls from the settings. */
final class OutboundPolicySettings {

    private static final List<String> TYPED = List.of("issuer", "jwks-uri", "introspection.url");

    private OutboundPolicySettings() {}

    /**
     * The guard. What lies on this machine may be called where the operator has written it down as an issuer's address;
     * what lies in a private network, where he has listed it besides.
     *
     * @param issuers the slices in which issuers are configured
     */
    static OutboundPolicy read(Settings settings, Collection<Settings> issuers, Services services) {
        Set<String> privateHosts = listed(settings, "allow-private-issuers", services);
        Set<String> httpHosts = listed(settings, "allow-http-issuers", services);
        issuers.stream()
                .flatMap(issuer -> TYPED.stream().flatMap(key -> hosts(issuer, key)))
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
