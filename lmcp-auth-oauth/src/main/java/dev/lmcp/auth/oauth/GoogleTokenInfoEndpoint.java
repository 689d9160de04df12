package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.EndpointLocator;
import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.jose.StrictJson;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's own way of telling what an access token is: not RFC 7662, no {@code active}, times as strings, and no secret.
 *
 * <p>Anybody's Google token gets an answer here; only the audience, a client's id, tells whether it was meant for us.
 */
final class GoogleTokenInfoEndpoint implements IntrospectionEndpoint {

    private static final List<String> TIMES = List.of("exp", "iat");

    private final EndpointLocator locator;
    private final String issuer;
    private final IssuerHttpClient http;

    GoogleTokenInfoEndpoint(EndpointLocator locator, String issuer, IssuerHttpClient http) {
        this.locator = locator;
        this.issuer = issuer;
        this.http = http;
    }

    @Override
    public Optional<Claims> introspect(String token) throws FetchFailedException {
        URI uri = locator.locate();
        Map<String, String> headers =
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded");
        // In the body, not in the query: queries are written to logs on the way.
        String form = "access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        IssuerHttpClient.Response answer = http.post(uri, headers, form);
        if (answer.status() == 400) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw new FetchFailedException("'" + uri + "' answers " + answer.status() + ", expected 200 or 400");
        }
        ObjectNode json = StrictJson.DOCUMENT
                .object(answer.body())
                .orElseThrow(() -> new FetchFailedException("'" + uri + "' answers no JSON object"));
        TIMES.forEach(name -> makeNumber(json, name));
        return Optional.of(new Claims(json.put("iss", issuer)));
    }

    private static void makeNumber(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (value != null && value.isString() && value.stringValue().matches("\\d{1,15}")) {
            json.put(name, Long.parseLong(value.stringValue()));
        }
    }
}
