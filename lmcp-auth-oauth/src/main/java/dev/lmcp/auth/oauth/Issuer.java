package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.Algorithm;
import java.util.Optional;
import java.util.Set;

/**
 * One authorization server whose tokens are accepted: its keys are used for its tokens and no others.
 *
 * @param name as configured, for logs and checks
 */
record Issuer(
        String name,
        String url,
        TokenFormat format,
        Set<Algorithm> algorithms,
        ClaimsPolicy policy,
        KeySource keys,
        Optional<Introspection> introspection,
        Optional<AuthServerMetadataCache> metadata) {}
