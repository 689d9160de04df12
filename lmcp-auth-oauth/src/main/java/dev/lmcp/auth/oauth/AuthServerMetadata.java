package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.jose.StrictJson;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An authorization server's own description (RFC 8414 §2, OpenID Connect Discovery §3), checked to be this issuer's.
 *
 * @param source where it was found
 * @param bytes the document as it came
 */
record AuthServerMetadata(URI source, byte[] bytes, ObjectNode json) {

    /**
     * Reads the document.
     *
     * @param issuers the names, one of which the document must bear: otherwise anybody's document would do (RFC 8414 §3.3)
     */
    static AuthServerMetadata read(URI source, byte[] bytes, Set<String> issuers) throws FetchFailedException {
        ObjectNode json = StrictJson.DOCUMENT
                .object(bytes)
                .orElseThrow(() -> new FetchFailedException("'" + source + "' is no JSON object"));
        AuthServerMetadata metadata = new AuthServerMetadata(source, bytes, json);
        String found = metadata.string("issuer").orElse("");
        if (!issuers.contains(found)) {
            throw new FetchFailedException("'" + source + "' names the issuer '" + SafeText.line(found) + "', expected "
                    + issuers + "; the setting 'issuer' must be spelled exactly like that, slash for slash");
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

    /** Whether the endpoints that clients will use are ones to send them to. */
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
