package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.jose.Algorithm;
import java.util.Optional;
import java.util.Set;

/**
 * An authorization server whose tokens are accepted. Its keys verify only its tokens.
 *
 * @param name the configured name, for logs and checks
 * @param http the client for calls to this issuer
 */
record Issuer(
        String name,
        String url,
        IssuerHttpClient http,
        TokenFormat format,
        Set<Algorithm> algorithms,
        ClaimsPolicy policy,
        KeySource keys,
        Optional<Introspection> introspection,
        Optional<AuthServerMetadataCache> metadata) {}
