package dev.lmcp.auth.oauth;

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
final class OutsideView {

    /** What a front server says of a server behind it that does not run. */
    private static final Set<Integer> NOBODY_BEHIND = Set.of(502, 503, 504);

    private final String resource;
    private final ResourceLocation location;
    private final Outbound outbound;

    /**
     * Creates the view.
     *
     * @param resource as the operator wrote it; his own server may be asked wherever it is
     */
    OutsideView(String resource, ResourceLocation location, Outbound outbound) {
        this.resource = resource;
        this.location = location;
        this.outbound = outbound.alsoTo(OutboundGuard.host(location.resource()));
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            Finding metadata = metadata();
            findings.add(metadata);
            if (metadata.isGood()) {
                findings.add(challenge());
            }
        } catch (NobodyThere e) {
            findings.add(new Finding(
                    true,
                    "from outside: " + e.getMessage()
                            + "; to have what clients see looked at, too, check again where and when the server runs"));
        }
        return findings;
    }

    private Finding metadata() throws NobodyThere {
        String url = location.metadata().toString();
        Outbound.Answer answer = ask(location.metadata());
        Optional<String> named = answer.status() == 200 ? resourceIn(answer.body()) : Optional.empty();
        if (named.isEmpty()) {
            return bad("'" + url + "' answers " + answer.status() + " and no metadata; expected 200 with those of '"
                    + resource + "': let the front server pass this path on to lmcp, without authentication");
        }
        return named.get().equals(resource)
                ? good("'" + url + "' has this resource's metadata")
                : bad("'" + url + "' has the metadata of '" + Printable.line(named.get()) + "'; expected '" + resource
                        + "', or clients refuse it: set 'resource' to what they call, and let the front server pass this"
                        + " path on to this server");
    }

    private Finding challenge() throws NobodyThere {
        String url = location.resource().toString();
        Outbound.Answer answer = ask(location.resource());
        String challenge = answer.header("www-authenticate").orElse("");
        String wanted = "resource_metadata=\"" + location.metadata() + "\"";
        return answer.status() == 401 && challenge.contains(wanted)
                ? good("'" + url + "' challenges a client without a token, and names its metadata")
                : bad("'" + url + "' answers a client without a token with " + answer.status()
                        + (challenge.isEmpty()
                                ? " and no challenge"
                                : " and the challenge '" + Printable.line(challenge) + "'")
                        + "; expected 401 with " + wanted
                        + ": let the front server pass the path and the field WWW-Authenticate on as they are");
    }

    private Outbound.Answer ask(URI url) throws NobodyThere {
        try {
            Outbound.Answer answer = outbound.get(url, Map.of("Accept", "application/json, text/event-stream"));
            if (NOBODY_BEHIND.contains(answer.status())) {
                throw new NobodyThere("'" + url + "' answers " + answer.status());
            }
            return answer;
        } catch (FetchFailed failure) {
            throw new NobodyThere(failure.explanation());
        }
    }

    private static Optional<String> resourceIn(byte[] body) {
        return StrictJson.DOCUMENT
                .object(body)
                .map(json -> json.path("resource"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    private static Finding good(String text) {
        return new Finding(true, "from outside: " + text);
    }

    private static Finding bad(String text) {
        return new Finding(false, "from outside: " + text);
    }

    /** Nothing can be said, since nobody answers. */
    private static final class NobodyThere extends Exception {

        private static final long serialVersionUID = 1;

        NobodyThere(String message) {
            super(message, null, false, false);
        }
    }
}
