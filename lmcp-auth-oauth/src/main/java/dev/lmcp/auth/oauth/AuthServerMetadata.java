package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.jose.StrictJson;
import dev.lmcp.text.SafeText;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The metadata document of an authorization server (RFC 8414 §2, OpenID Connect Discovery §3).
 *
 * @param source the URL of the document
 * @param bytes the document as received
 * @param json the document as parsed
 */
record AuthServerMetadata(URI source, byte[] bytes, ObjectNode json) {

    /**
     * Reads the document.
     *
     * @param acceptedIssuers the accepted values of {@code issuer}; without this check each document would do (RFC 8414
     *     §3.3)
     * @throws FetchFailedException if the document is not JSON, or if it names another issuer
     */
    static AuthServerMetadata read(URI source, byte[] bytes, Set<String> acceptedIssuers) throws FetchFailedException {
        ObjectNode json = StrictJson.DOCUMENT
                .object(bytes)
                .orElseThrow(() -> new FetchFailedException("'" + source + "' is not a JSON object"));
        AuthServerMetadata metadata = new AuthServerMetadata(source, bytes, json);
        String found = metadata.string("issuer").orElse("");
        if (!acceptedIssuers.contains(found)) {
            throw new FetchFailedException("'" + source + "' names the issuer " + SafeText.quoted(found)
                    + "; expected one of " + acceptedIssuers
                    + "; set 'issuer' to exactly the name that the issuer uses, with or without a final slash");
        }
        return metadata;
    }

    Optional<URI> uri(String name) {
        try {
            return string(name).map(URI::create);
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** Tells whether the policy allows the endpoints that clients will call. */
    boolean hasAllowedEndpoints(OutboundPolicy outboundPolicy) {
        return Set.of("authorization_endpoint", "token_endpoint").stream()
                .allMatch(name -> uri(name)
                        .filter(uri -> outboundPolicy.objection(uri).isEmpty())
                        .isPresent());
    }

    private Optional<String> string(String name) {
        return Optional.ofNullable(json.get(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }
}
