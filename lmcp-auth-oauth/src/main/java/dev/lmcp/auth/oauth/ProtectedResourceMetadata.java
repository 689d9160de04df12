package dev.lmcp.auth.oauth;

import dev.lmcp.spi.PublicDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The protected resource metadata (RFC 9728 §2). It comes only from the settings, never from a request.
 *
 * @param resource the resource as configured; clients compare it with the URL that they were given
 * @param scopes the scopes that a client may request
 */
record ProtectedResourceMetadata(
        String resource,
        List<String> issuers,
        List<String> scopes,
        DpopMode dpop,
        Optional<String> name,
        Optional<String> documentation) {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    PublicDocument document() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resource", resource);
        issuers.forEach(json.putArray("authorization_servers")::add);
        if (!scopes.isEmpty()) {
            // The scope for refresh tokens is not a scope of this resource.
            scopes.stream()
                    .filter(scope -> !scope.equals("offline_access"))
                    .forEach(json.putArray("scopes_supported")::add);
        }
        json.putArray("bearer_methods_supported").add("header");
        name.ifPresent(text -> json.put("resource_name", text));
        documentation.ifPresent(text -> json.put("resource_documentation", text));
        if (dpop != DpopMode.OFF) {
            DpopVerifier.algorithmNames().forEach(json.putArray("dpop_signing_alg_values_supported")::add);
            json.put("dpop_bound_access_tokens_required", dpop == DpopMode.REQUIRE);
        }
        return PublicDocument.of("application/json", json.toString().getBytes(StandardCharsets.UTF_8))
                .withMaxAge(MAX_AGE);
    }
}
