package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.jose.StrictJson;
import dev.lmcp.spi.Authenticator.Finding;
import dev.lmcp.text.SafeText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Checks the public URL of this resource as clients see it, through the proxy.
 *
 * <p>If no server responds, that is not a fault: the check usually runs before the server starts.
 */
final class PublicUrlCheck {

    /** The statuses of a proxy if the server behind it does not run. */
    private static final Set<Integer> GATEWAY_ERRORS = Set.of(502, 503, 504);

    private final String resource;
    private final MetadataLocation location;
    private final IssuerHttpClient http;

    /**
     * Creates the check.
     *
     * @param resource the resource as the operator wrote it; the check may call its host at each address
     */
    PublicUrlCheck(String resource, MetadataLocation location, IssuerHttpClient http) {
        this.resource = resource;
        this.location = location;
        this.http = http.with(http.policy().allowing(OutboundPolicy.host(location.resource())));
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            Finding metadata = metadata();
            findings.add(metadata);
            if (metadata.isGood()) {
                findings.add(challenge());
            }
        } catch (UnreachableException unreachable) {
            findings.add(passed(unreachable.getMessage()
                    + "; run the check again while the server runs, to check the public URL too"));
        }
        return findings;
    }

    private Finding metadata() throws UnreachableException {
        String url = location.metadataUrl().toString();
        IssuerHttpClient.Response response = get(location.metadataUrl());
        Optional<String> named = response.status() == 200 ? resourceIn(response.body()) : Optional.empty();
        if (named.isEmpty()) {
            return failed("'" + url + "' responds with status " + response.status()
                    + " and no metadata; expected status 200 and the metadata of '" + resource
                    + "'; configure the proxy to forward this path to lmcp without authentication");
        }
        return named.get().equals(resource)
                ? passed("'" + url + "' has the metadata of this resource")
                : failed("'" + url + "' has the metadata of " + SafeText.quoted(named.get()) + "; expected '" + resource
                        + "', because clients refuse other metadata; set 'resource' to the URL that clients call, and"
                        + " configure the proxy to forward this path to this server");
    }

    private Finding challenge() throws UnreachableException {
        String url = location.resource().toString();
        IssuerHttpClient.Response response = get(location.resource());
        String challenge = response.header("www-authenticate").orElse("");
        String expected = "resource_metadata=\"" + location.metadataUrl() + "\"";
        return response.status() == 401 && challenge.contains(expected)
                ? passed("'" + url + "' challenges a request without a token, and the challenge names the metadata")
                : failed("'" + url + "' responds to a request without a token with status " + response.status()
                        + (challenge.isEmpty()
                                ? " and no challenge"
                                : " and the challenge '" + SafeText.line(challenge) + "'")
                        + "; expected status 401 and a challenge with " + expected
                        + "; configure the proxy to forward the path and the field WWW-Authenticate unchanged");
    }

    private IssuerHttpClient.Response get(URI url) throws UnreachableException {
        try {
            IssuerHttpClient.Response response = http.get(url, Map.of("Accept", "application/json, text/event-stream"));
            if (GATEWAY_ERRORS.contains(response.status())) {
                throw new UnreachableException("'" + url + "' responds with status " + response.status());
            }
            return response;
        } catch (FetchFailedException failure) {
            throw new UnreachableException(failure.explanation());
        }
    }

    private static Optional<String> resourceIn(byte[] body) {
        return StrictJson.DOCUMENT
                .object(body)
                .map(json -> json.path("resource"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    private static Finding passed(String text) {
        return new Finding(true, "public URL: " + text);
    }

    private static Finding failed(String text) {
        return new Finding(false, "public URL: " + text);
    }

    /** Thrown if no server responds at the public URL. */
    private static final class UnreachableException extends Exception {

        private static final long serialVersionUID = 1;

        UnreachableException(String message) {
            super(message, null, false, false);
        }
    }
}
