package dev.lmcp.auth.oauth;

import java.util.List;
import java.util.Optional;

/**
 * Who a token is about.
 *
 * @param subject the claim that names the subject
 * @param clients the claims that may name the client, the first one present counting
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

    /** The subject; a client that acts for itself may be issued a token without {@code sub}, and is its own subject. */
    String subject(Claims claims) {
        ALWAYS_STRINGS.forEach(claims::string);
        return claims.string(subject)
                .or(() -> subject.equals(STANDARD_SUBJECT) ? client(claims) : Optional.empty())
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new InvalidTokenException(RefusalReason.CLAIM_MISSING));
    }
}
