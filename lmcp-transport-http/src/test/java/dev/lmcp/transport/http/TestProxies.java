package dev.lmcp.transport.http;

import java.util.List;

/** Trusted proxies of tests. */
final class TestProxies {

    private TestProxies() {}

    static TrustedProxies of(boolean isHeaderSent, List<String> networks) {
        return new TrustedProxies(
                networks.stream()
                        .map(text -> TrustedProxies.network(text).orElseThrow())
                        .toList(),
                isHeaderSent);
    }
}
