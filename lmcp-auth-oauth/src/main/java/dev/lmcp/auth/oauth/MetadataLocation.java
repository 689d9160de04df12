package dev.lmcp.auth.oauth;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where this resource's documents are: at the paths that RFC 9728 §3.1 derives from its URL where the application owns
 * the root of its host, and below the application's own path otherwise.
 *
 * @param resource the configured URL, which clients use
 * @param endpointPath where the application serves it, below its own root
 */
record MetadataLocation(URI resource, String endpointPath) {

    static final String PROTECTED_RESOURCE = "/.well-known/oauth-protected-resource";
    static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";

    /** The application's path on its host as clients see it; empty where it owns the root. */
    String context() {
        String path = withoutSlash(path());
        return path.endsWith(endpointPath) ? path.substring(0, path.length() - endpointPath.length()) : "";
    }

    /** The URL of the metadata document that challenges name. */
    URI metadataUrl() {
        return URI.create(
                context().isEmpty()
                        ? origin() + PROTECTED_RESOURCE + path()
                        : origin() + context() + PROTECTED_RESOURCE);
    }

    /** The paths below the application's root at which a document of this kind is served. */
    Set<String> paths(String wellKnown) {
        Set<String> paths = new LinkedHashSet<>();
        paths.add(wellKnown);
        paths.add(wellKnown + withoutSlash(endpointPath));
        paths.add(wellKnown + withoutSlash(path()));
        return paths;
    }

    /** One slash at the end is tolerated on request, so no path is published with it. */
    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** What the front server must pass on, where the application cannot answer at the root itself. */
    Optional<String> rewriteRule() {
        if (context().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "clients also look for the metadata at " + origin() + PROTECTED_RESOURCE + path() + " and " + origin()
                        + PROTECTED_RESOURCE + ", which this application does not own; let the front server pass '"
                        + PROTECTED_RESOURCE + path()
                        + "' and '" + PROTECTED_RESOURCE + "' on to '" + context() + PROTECTED_RESOURCE + "'");
    }

    private String path() {
        String path = Optional.ofNullable(resource.getRawPath()).orElse("");
        return path.equals("/") ? "" : path;
    }

    private String origin() {
        return resource.getScheme() + "://" + resource.getRawAuthority();
    }
}
