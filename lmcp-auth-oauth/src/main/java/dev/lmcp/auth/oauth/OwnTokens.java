package dev.lmcp.auth.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Tells tokens that clients get for themselves ({@code client_credentials}) from tokens of persons without a subject. */
final class OwnTokens {

    /** The claims with the way in which a client got the token, and the values for its own tokens: Auth0, WSO2, others. */
    private static final Map<String, Set<String>> GRANTS = Map.of(
            "grant_type", Set.of("client_credentials"),
            "gty", Set.of("client_credentials", "client-credentials"),
            "aut", Set.of("APPLICATION"));

    /** The names of a person: RFC 7662 §2.2, OpenID Connect Core §5.1, and those of single vendors. */
    private static final List<String> NAMES = List.of(
            "username",
            "preferred_username",
            "user_name",
            "user_id",
            "uid",
            "upn",
            "unique_name",
            "email",
            "phone_number",
            "name",
            "given_name",
            "family_name",
            "nickname");

    /** A login of a person: OpenID Connect Core §2, and its sessions. */
    private static final List<String> LOGINS = List.of("auth_time", "amr", "sid", "session_state");

    private OwnTokens() {}

    /** Tells whether the issuer says that the client got the token for itself. */
    static boolean isOfClient(Claims claims) {
        return GRANTS.entrySet().stream()
                .anyMatch(grant -> claims.value(grant.getKey())
                        .filter(JsonNode::isString)
                        .filter(value -> grant.getValue().contains(value.stringValue()))
                        .isPresent());
    }

    /** Finds a claim that only a person's token has. */
    static Optional<String> signOfPerson(Claims claims, String client) {
        // Some issuers write the client into the claim for the name, Keycloak with this prefix.
        Set<String> ownNames = Set.of(client, "service-account-" + client);
        return Stream.concat(NAMES.stream(), LOGINS.stream())
                .filter(claim -> claims.value(claim)
                        .filter(value -> names(value, ownNames))
                        .isPresent())
                .findFirst();
    }

    private static boolean names(JsonNode value, Set<String> ownNames) {
        String text = value.isString() ? value.stringValue() : value.toString();
        return !value.isNull() && !text.isEmpty() && !ownNames.contains(text);
    }
}
