package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.jose.StrictJson;
import dev.lmcp.spi.Authenticator.Finding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Looks at this resource as clients will, at its public URL, through whatever stands in front of it.
 *
 * <p>Where nobody answers there yet, that is no fault: the check usually comes before the start.
 */
final class PublicUrlCheck {

    /** What a front server says of a server behind it that does not run. */
    private static final Set<Integer> GATEWAY_ERRORS = Set.of(502, 503, 504);

    private final String resource;
    private final MetadataLocation location;
    private final IssuerHttpClient http;

    /**
     * Creates the view.
     *
     * @param resource as the operator wrote it; his own server may be asked wherever it is
     */
    PublicUrlCheck(String resource, MetadataLocation location, IssuerHttpClient http) {
        this.resource = resource;
        this.location = location;
        this.http = http.allowing(OutboundPolicy.host(location.resource()));
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            Finding metadata = metadata();
            findings.add(metadata);
            if (metadata.good()) {
                findings.add(challenge());
            }
        } catch (UnreachableException e) {
            findings.add(new Finding(
                    true,
                    "from outside: " + e.getMessage()
                            + "; to have what clients see looked at, too, check again where and when the server runs"));
        }
        return findings;
    }

    private Finding metadata() throws UnreachableException {
        String url = location.metadataUrl().toString();
        IssuerHttpClient.Response answer = ask(location.metadataUrl());
        Optional<String> named = answer.status() == 200 ? resourceIn(answer.body()) : Optional.empty();
        if (named.isEmpty()) {
            return failed("'" + url + "' answers " + answer.status() + " and no metadata; expected 200 with those of '"
                    + resource + "': let the front server pass this path on to lmcp, without authentication");
        }
        return named.get().equals(resource)
                ? passed("'" + url + "' has this resource's metadata")
                : failed("'" + url + "' has the metadata of '" + SafeText.line(named.get()) + "'; expected '" + resource
                        + "', or clients refuse it: set 'resource' to what they call, and let the front server pass this"
                        + " path on to this server");
    }

    private Finding challenge() throws UnreachableException {
        String url = location.resource().toString();
        IssuerHttpClient.Response answer = ask(location.resource());
        String challenge = answer.header("www-authenticate").orElse("");
        String wanted = "resource_metadata=\"" + location.metadataUrl() + "\"";
        return answer.status() == 401 && challenge.contains(wanted)
                ? passed("'" + url + "' challenges a client without a token, and names its metadata")
                : failed("'" + url + "' answers a client without a token with " + answer.status()
                        + (challenge.isEmpty()
                                ? " and no challenge"
                                : " and the challenge '" + SafeText.line(challenge) + "'")
                        + "; expected 401 with " + wanted
                        + ": let the front server pass the path and the field WWW-Authenticate on as they are");
    }

    private IssuerHttpClient.Response ask(URI url) throws UnreachableException {
        try {
            IssuerHttpClient.Response answer = http.get(url, Map.of("Accept", "application/json, text/event-stream"));
            if (GATEWAY_ERRORS.contains(answer.status())) {
                throw new UnreachableException("'" + url + "' answers " + answer.status());
            }
            return answer;
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
        return new Finding(true, "from outside: " + text);
    }

    private static Finding failed(String text) {
        return new Finding(false, "from outside: " + text);
    }

    /** Nothing can be said, since nobody answers. */
    private static final class UnreachableException extends Exception {

        private static final long serialVersionUID = 1;

        UnreachableException(String message) {
            super(message, null, false, false);
        }
    }
}
