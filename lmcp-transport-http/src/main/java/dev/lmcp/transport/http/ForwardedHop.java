package dev.lmcp.transport.http;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What one proxy says of the request that it has received. It may be malformed, because a client may have written it: a hop
 * is checked when it is followed.
 *
 * @param node who sent the request to the proxy, as the proxy has written it
 * @param scheme how it came, {@code http} or {@code https}
 * @param host the host that it was sent to, with the port if there is one
 * @param isWellFormed whether it could be parsed
 */
record ForwardedHop(String node, Optional<String> scheme, Optional<String> host, boolean isWellFormed) {

    private static final int BAD_REQUEST = 400;

    /** Returns what could not be parsed. */
    static ForwardedHop malformed() {
        return new ForwardedHop("", Optional.empty(), Optional.empty(), false);
    }

    /**
     * Checks this hop, except its address.
     *
     * @throws RefusedRequestException if it is malformed
     */
    void check() throws RefusedRequestException {
        if (!isWellFormed) {
            throw new RefusedRequestException(BAD_REQUEST, "the Forwarded field is malformed");
        }
        if (scheme.isPresent() && !scheme.get().equals("http") && !scheme.get().equals("https")) {
            throw new RefusedRequestException(BAD_REQUEST, "a proxy forwards a scheme that is not 'http' or 'https'");
        }
        if (host.isPresent() && !RequestTarget.isHost(host.get())) {
            throw new RefusedRequestException(BAD_REQUEST, "a proxy forwards a host that is not a host");
        }
    }

    /**
     * Returns the address of the sender; empty if the proxy hides it ({@code unknown}, or a name that begins with an
     * underscore, RFC 7239 §6).
     *
     * @throws RefusedRequestException if the proxy has written something else
     */
    Optional<InetAddress> address() throws RefusedRequestException {
        if (node.isEmpty() || node.equalsIgnoreCase("unknown") || node.startsWith("_")) {
            return Optional.empty();
        }
        Optional<InetAddress> found = TrustedProxies.address(withoutPort(node));
        if (found.isEmpty()) {
            throw new RefusedRequestException(BAD_REQUEST, "a proxy forwards an address that is not an IP address");
        }
        return found;
    }

    /** Takes off a port, and the brackets of an IPv6 address. */
    private static String withoutPort(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end < 0 ? node : node.substring(1, end);
        }
        int colon = node.indexOf(':');
        return colon > 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
    }
}
