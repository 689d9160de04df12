package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds an issuer's metadata at the URLs of MCP's authorization specification, in the same order. */
final class Discovery {

    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final String issuer;
    private final Set<String> acceptedIssuers;
    private final IssuerHttpClient http;

    /**
     * Creates the discovery for one issuer.
     *
     * @param acceptedIssuers the accepted values of {@code issuer}: the issuer, or the template of its tenants
     */
    Discovery(String issuer, Set<String> acceptedIssuers, IssuerHttpClient http) {
        this.issuer = issuer;
        this.acceptedIssuers = Set.copyOf(acceptedIssuers);
        this.http = http;
    }

    /** The URLs: RFC 8414 inserted, OpenID inserted, OpenID appended. Without a path, the last two are the same. */
    static List<URI> candidates(String issuer) {
        URI uri = URI.create(issuer);
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return bare.isEmpty()
                ? List.of(URI.create(origin + OAUTH), URI.create(origin + OPENID))
                : List.of(
                        URI.create(origin + OAUTH + bare),
                        URI.create(origin + OPENID + bare),
                        URI.create(origin + bare + OPENID));
    }

    /**
     * Requests one URL after the other. Blocks.
     *
     * @throws FetchFailedException if no URL has metadata of this issuer
     */
    AuthServerMetadata find() throws FetchFailedException {
        List<String> failures = new ArrayList<>();
        for (URI candidate : candidates(issuer)) {
            try {
                return fetch(candidate);
            } catch (FetchFailedException failure) {
                failures.add(failure.explanation());
            }
        }
        throw new FetchFailedException("no metadata found for issuer '" + issuer + "': " + String.join("; ", failures));
    }

    private AuthServerMetadata fetch(URI candidate) throws FetchFailedException {
        IssuerHttpClient.Response response = http.get(candidate, Map.of("Accept", "application/json"));
        if (response.status() != 200) {
            throw new FetchFailedException("'" + candidate + "' responds with status " + response.status());
        }
        return AuthServerMetadata.read(candidate, response.body(), acceptedIssuers);
    }
}
