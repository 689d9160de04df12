package dev.lmcp.auth.oauth.http;

import dev.lmcp.net.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts and addresses that lmcp may call: https at public addresses, and the exceptions that the operator lists.
 *
 * @param privateHosts the hosts that may have private addresses
 * @param httpHosts the hosts that may be called by http
 */
public record OutboundPolicy(Set<String> privateHosts, Set<String> httpHosts) {

    public OutboundPolicy {
        privateHosts = Set.copyOf(privateHosts);
        httpHosts = Set.copyOf(httpHosts);
    }

    /** Returns a policy that also allows this host to be called by http, and at private addresses. */
    public OutboundPolicy allowing(String host) {
        return new OutboundPolicy(with(privateHosts, host), with(httpHosts, host));
    }

    private static Set<String> with(Set<String> hosts, String host) {
        return Stream.concat(hosts.stream(), Stream.of(host)).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the reason why the URI may not be called; empty if it may be called. */
    public Optional<String> objection(URI uri) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("must have a host, and neither a user nor a fragment");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && httpHosts.contains(host(uri)))) {
            return Optional.of("must be https; list its host in 'allow-http-issuer-hosts' to allow http");
        }
        return Optional.empty();
    }

    /** Tells whether a connection to this host may go to this address. */
    boolean permits(String host, InetAddress address) {
        return mayBePrivate(host) || PublicAddress.isPublic(address);
    }

    /** Tells whether the host may have a private address. Such a host is called without a proxy. */
    boolean mayBePrivate(String host) {
        return privateHosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** The host of the URI in lower case; an IPv6 address has its brackets. */
    public static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** Tells whether the host is {@code localhost} or a loopback address. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
