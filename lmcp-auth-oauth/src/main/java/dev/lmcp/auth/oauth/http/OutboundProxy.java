package dev.lmcp.auth.oauth.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The way to public hosts: directly, or through an HTTP proxy. Immutable. */
public final class OutboundProxy {

    /** No proxy; the settings of the JVM are ignored. */
    public static final OutboundProxy NONE = new OutboundProxy(Optional.empty(), false);

    private final Optional<InetSocketAddress> fixed;
    private final boolean followsJvm;

    private OutboundProxy(Optional<InetSocketAddress> fixed, boolean followsJvm) {
        this.fixed = fixed;
        this.followsJvm = followsJvm;
    }

    /** One proxy for all calls. */
    public static OutboundProxy of(String host, int port) {
        return new OutboundProxy(Optional.of(InetSocketAddress.createUnresolved(host, port)), false);
    }

    /** The proxy that the settings of the JVM name for a URL ({@code https.proxyHost}, {@code http.nonProxyHosts}, …). */
    public static OutboundProxy ofJvm() {
        return new OutboundProxy(Optional.empty(), true);
    }

    /**
     * Finds the proxy for a URL; empty if the call goes directly.
     *
     * @throws SocketException if the settings of the JVM name a proxy of another kind
     */
    Optional<InetSocketAddress> forUri(URI uri) throws SocketException {
        if (!followsJvm) {
            return fixed;
        }
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
        if (proxies.isEmpty() || proxies.get(0).type() == Proxy.Type.DIRECT) {
            return Optional.empty();
        }
        if (proxies.get(0).type() == Proxy.Type.HTTP && proxies.get(0).address() instanceof InetSocketAddress address) {
            return Optional.of(address);
        }
        throw new SocketException("the settings of the JVM name a SOCKS proxy; expected an HTTP proxy, or none");
    }
}
