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

/** An introspection endpoint of RFC 7662 §2. This server authenticates as a client (RFC 6749 §2.3.1). */
final class StandardIntrospectionEndpoint implements IntrospectionEndpoint {

    private final EndpointLocator locator;
    private final String clientId;
    private final Secret clientSecret;
    private final AuthMethod authMethod;
    private final String issuer;
    private final IssuerHttpClient http;

    /** The ways to send the client secret. */
    enum AuthMethod {
        BASIC,
        POST
    }

    /**
     * Creates the endpoint.
     *
     * @param issuer the {@code iss} for responses without one, which RFC 7662 allows
     */
    StandardIntrospectionEndpoint(
            EndpointLocator locator,
            String clientId,
            Secret clientSecret,
            AuthMethod authMethod,
            String issuer,
            IssuerHttpClient http) {
        this.locator = locator;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.authMethod = authMethod;
        this.issuer = issuer;
        this.http = http;
    }

    @Override
    public Optional<Claims> introspect(String token) throws FetchFailedException {
        return locator.call(uri -> introspect(uri, token));
    }

    private Optional<Claims> introspect(URI uri, String token) throws FetchFailedException {
        IssuerHttpClient.Response response = http.post(uri, headers(), form(token));
        if (response.status() != 200) {
            throw new FetchFailedException(
                    "'" + uri + "' responds to an introspection request with status " + response.status()
                            + "; expected 200; if it is 400 or 401, check 'introspection.client-id' and the secret");
        }
        ObjectNode json = StrictJson.DOCUMENT
                .object(response.body())
                .orElseThrow(() -> new FetchFailedException("the response of '" + uri + "' is not a JSON object"));
        JsonNode active = json.get("active");
        if (active == null || !active.isBoolean()) {
            throw new FetchFailedException(
                    "the response of '" + uri + "' has no boolean 'active'; expected one (RFC 7662 §2.2)");
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
        if (authMethod == AuthMethod.BASIC) {
            String pair = encoded(clientId) + ":" + encoded(clientSecret.reveal());
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private String form(String token) {
        String form = "token=" + encoded(token) + "&token_type_hint=access_token";
        return authMethod == AuthMethod.BASIC
                ? form
                : form + "&client_id=" + encoded(clientId) + "&client_secret=" + encoded(clientSecret.reveal());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
