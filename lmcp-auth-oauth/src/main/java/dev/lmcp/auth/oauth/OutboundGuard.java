package dev.lmcp.auth.oauth;

import dev.lmcp.net.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where lmcp lets itself be sent: https to public addresses, and beyond that only where the operator said so.
 *
 * @param privateHosts hosts that may have any address
 * @param httpHosts hosts that may be asked without encryption
 */
record OutboundGuard(Set<String> privateHosts, Set<String> httpHosts) {

    OutboundGuard {
        privateHosts = Set.copyOf(privateHosts);
        httpHosts = Set.copyOf(httpHosts);
    }

    OutboundGuard alsoTo(String host) {
        return new OutboundGuard(with(privateHosts, host), with(httpHosts, host));
    }

    private static Set<String> with(Set<String> hosts, String host) {
        return Stream.concat(hosts.stream(), Stream.of(host)).collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong with a URI, or nothing. */
    Optional<String> objection(URI uri) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("must have a host, and neither a user nor a fragment");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && httpHosts.contains(host(uri)))) {
            return Optional.of("must be https; to allow http for a host, list it in 'allow-http-issuers'");
        }
        return Optional.empty();
    }

    /** Whether a connection for this host may go to this address. */
    boolean permits(String host, InetAddress address) {
        return privateHosts.contains(host.toLowerCase(Locale.ROOT)) || PublicAddress.isPublic(address);
    }

    /** The host in lower case, an IPv6 address in its brackets. */
    static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** Whether this is a name or a literal of the machine itself. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
