package dev.lmcp.auth.oauth;

import dev.lmcp.spi.PublicDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What clients are told about this resource (RFC 9728 §2), from the configuration alone and never from a request.
 *
 * @param resource as configured, character for character: clients compare it with the URL that was typed
 * @param scopes the least that is worth asking for
 */
record ProtectedResource(
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
            // A refresh token is the client's own business, so its scope is never advertised.
            scopes.stream()
                    .filter(scope -> !scope.equals("offline_access"))
                    .forEach(json.putArray("scopes_supported")::add);
        }
        json.putArray("bearer_methods_supported").add("header");
        name.ifPresent(text -> json.put("resource_name", text));
        documentation.ifPresent(text -> json.put("resource_documentation", text));
        if (dpop != DpopMode.OFF) {
            DpopProofs.algorithmNames().forEach(json.putArray("dpop_signing_alg_values_supported")::add);
            json.put("dpop_bound_access_tokens_required", dpop == DpopMode.REQUIRE);
        }
        return PublicDocument.of("application/json", json.toString().getBytes(StandardCharsets.UTF_8))
                .withMaxAge(MAX_AGE);
    }
}
