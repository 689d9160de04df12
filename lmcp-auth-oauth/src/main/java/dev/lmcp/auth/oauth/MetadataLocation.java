package dev.lmcp.auth.oauth;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The URLs of this resource's metadata documents.
 *
 * <p>If the application owns the root of its host, RFC 9728 §3.1 derives the URL from the resource. Otherwise the
 * documents are below the application's context path.
 *
 * @param resource the configured URL that clients call
 * @param endpointPath the path of the endpoint below the context path
 */
record MetadataLocation(URI resource, String endpointPath) {

    static final String PROTECTED_RESOURCE = "/.well-known/oauth-protected-resource";
    static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";

    /** The context path of the application, as clients see it; empty if the application owns the root. */
    String context() {
        String path = withoutSlash(path());
        return path.endsWith(endpointPath) ? path.substring(0, path.length() - endpointPath.length()) : "";
    }

    /** The URL of the protected resource metadata, which challenges name. */
    URI metadataUrl() {
        return URI.create(
                context().isEmpty()
                        ? origin() + PROTECTED_RESOURCE + path()
                        : origin() + context() + PROTECTED_RESOURCE);
    }

    /** The paths below the context path that serve this well-known document. */
    Set<String> paths(String wellKnown) {
        Set<String> paths = new LinkedHashSet<>();
        paths.add(wellKnown);
        paths.add(wellKnown + withoutSlash(endpointPath));
        paths.add(wellKnown + withoutSlash(path()));
        return paths;
    }

    /** Requests may have a final slash, so paths are published without one. */
    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The paths that the proxy must forward; empty if the application owns the root. */
    Optional<String> rewriteRule() {
        if (context().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("clients also request the metadata at " + origin() + PROTECTED_RESOURCE + path() + " and "
                + origin()
                + PROTECTED_RESOURCE + ", which are outside of this application; configure the proxy to forward '"
                + PROTECTED_RESOURCE + path()
                + "' and '" + PROTECTED_RESOURCE + "' to '" + context() + PROTECTED_RESOURCE + "'");
    }

    private String path() {
        String path = Optional.ofNullable(resource.getRawPath()).orElse("");
        return path.equals("/") ? "" : path;
    }

    private String origin() {
        return resource.getScheme() + "://" + resource.getRawAuthority();
    }
}
