package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.EndpointLocator;
import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.jose.StrictJson;
import dev.lmcp.spi.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The question and the answer of RFC 7662 §2, the server being authenticated as a client (RFC 6749 §2.3.1). */
final class StandardIntrospectionEndpoint implements IntrospectionEndpoint {

    private final EndpointLocator locator;
    private final String clientId;
    private final Secret clientSecret;
    private final ClientAuthentication authentication;
    private final String issuer;
    private final IssuerHttpClient http;

    /** How the client's secret is sent. */
    enum ClientAuthentication {
        BASIC,
        POST
    }

    /**
     * Creates the call.
     *
     * @param issuer stands in where an answer names none, which RFC 7662 allows
     */
    StandardIntrospectionEndpoint(
            EndpointLocator locator,
            String clientId,
            Secret clientSecret,
            ClientAuthentication authentication,
            String issuer,
            IssuerHttpClient http) {
        this.locator = locator;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.authentication = authentication;
        this.issuer = issuer;
        this.http = http;
    }

    @Override
    public Optional<Claims> introspect(String token) throws FetchFailedException {
        URI uri = locator.locate();
        IssuerHttpClient.Response answer = http.post(uri, headers(), form(token));
        if (answer.status() != 200) {
            throw new FetchFailedException(
                    "'" + uri + "' answers " + answer.status() + " to an introspection request, expected 200;"
                            + " with 400 or 401, compare 'introspection.client-id' and its secret with the issuer's");
        }
        ObjectNode json = StrictJson.DOCUMENT
                .object(answer.body())
                .orElseThrow(() -> new FetchFailedException("'" + uri + "' answers no JSON object"));
        JsonNode active = json.get("active");
        if (active == null || !active.isBoolean()) {
            throw new FetchFailedException("'" + uri + "' does not say whether the token is 'active' (RFC 7662 §2.2)");
        }
        return active.booleanValue() ? Optional.of(new Claims(withIssuer(json))) : Optional.empty();
    }

    private ObjectNode withIssuer(ObjectNode json) {
        return json.has("iss") ? json : json.put("iss", issuer);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        if (authentication == ClientAuthentication.BASIC) {
            String pair = encoded(clientId) + ":" + encoded(clientSecret.reveal());
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private String form(String token) {
        String form = "token=" + encoded(token) + "&token_type_hint=access_token";
        return authentication == ClientAuthentication.BASIC
                ? form
                : form + "&client_id=" + encoded(clientId) + "&client_secret=" + encoded(clientSecret.reveal());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
