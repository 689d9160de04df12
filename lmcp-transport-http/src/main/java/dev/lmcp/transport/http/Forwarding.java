package dev.lmcp.transport.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the client of a request that proxies have forwarded.
 *
 * <p>It begins at the peer and follows the hops as long as each of them is a trusted proxy. What it does not follow may come
 * from the client, and is ignored.
 *
 * @param proxies the trusted proxies
 */
record Forwarding(TrustedProxies proxies) {

    /**
     * Returns the head as the client has sent it to the first trusted proxy; the same head if no trusted proxy has
     * forwarded it.
     *
     * @param peer sent the request to this server
     * @throws RefusedRequestException if a trusted proxy says something that is malformed
     */
    RequestHead apply(RequestHead head, Optional<InetAddress> peer) throws RefusedRequestException {
        if (peer.isEmpty() || !proxies.isTrusted(peer.get())) {
            return head;
        }
        List<ForwardedHop> hops = ForwardedFields.hops(head.headers());
        Optional<InetAddress> sender = peer;
        Optional<String> scheme = Optional.empty();
        Optional<String> host = Optional.empty();
        boolean isKnown = true;
        for (int i = hops.size() - 1;
                i >= 0 && isKnown && sender.filter(proxies::isTrusted).isPresent();
                i--) {
            ForwardedHop hop = hops.get(i);
            hop.check();
            scheme = hop.scheme().or(constant(scheme));
            host = hop.host().or(constant(host));
            isKnown = !hop.node().isEmpty();
            sender = isKnown ? hop.address() : sender;
        }
        return hops.isEmpty() ? head : head.sentBy(sender.map(InetAddress::getHostAddress), scheme, host);
    }

    private static Supplier<Optional<String>> constant(Optional<String> value) {
        return () -> value;
    }
}
