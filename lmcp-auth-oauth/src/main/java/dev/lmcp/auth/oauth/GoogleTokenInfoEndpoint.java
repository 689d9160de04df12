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
 * Google's tokeninfo endpoint. Unlike RFC 7662 it has no {@code active}, it sends times as strings, and it needs no
 * secret.
 *
 * <p>It responds for the token of each Google client. The audience is a client's id, so only a check of the audience
 * tells whether the token is for this server.
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
        return locator.call(uri -> introspect(uri, token));
    }

    private Optional<Claims> introspect(URI uri, String token) throws FetchFailedException {
        Map<String, String> headers =
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded");
        // The token is in the body and not in the query, because servers log queries.
        String form = "access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        IssuerHttpClient.Response response = http.post(uri, headers, form);
        if (response.status() == 400) {
            return Optional.empty();
        }
        if (response.status() != 200) {
            throw new FetchFailedException(
                    "'" + uri + "' responds with status " + response.status() + "; expected 200 or 400");
        }
        ObjectNode json = StrictJson.DOCUMENT
                .object(response.body())
                .orElseThrow(() -> new FetchFailedException("the response of '" + uri + "' is not a JSON object"));
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
