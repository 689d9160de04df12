package dev.lmcp.auth.oauth;

import java.util.List;
import java.util.Optional;

/**
 * The claims for the principal.
 *
 * @param subject the claim with the subject
 * @param clients the claims with the client; the first one that is present counts
 */
record PrincipalClaims(String subject, List<String> clients) {

    private static final String STANDARD_SUBJECT = "sub";
    private static final List<String> ALWAYS_STRINGS = List.of("sub", "jti", "client_id");

    PrincipalClaims {
        clients = List.copyOf(clients);
    }

    Optional<String> client(Claims claims) {
        for (String name : clients) {
            Optional<String> client = claims.string(name);
            if (client.isPresent()) {
                return client;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the subject. If a token has no {@code sub}, its client acts for itself and is the subject.
     *
     * @throws InvalidTokenException if the token has neither
     */
    String subject(Claims claims) {
        ALWAYS_STRINGS.forEach(claims::string);
        return claims.string(subject)
                .or(() -> subject.equals(STANDARD_SUBJECT) ? client(claims) : Optional.empty())
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new InvalidTokenException(RefusalReason.CLAIM_MISSING));
    }
}
