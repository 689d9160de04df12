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
     * <p>The client of a person's token is not the subject: all persons who use one client would be one caller, with the
     * same sessions and tasks.
     *
     * @param unnamed the end of the subject if the claims do not tell whether the token is a person's or the client's own
     * @throws InvalidTokenException if the token names neither a subject nor a client, or if it is a person's
     */
    String subject(Claims claims, String unnamed) {
        ALWAYS_STRINGS.forEach(claims::string);
        Optional<String> named = claims.string(subject);
        if (named.isPresent()) {
            return named.filter(name -> !name.isEmpty()).orElseThrow(() -> missing(claims));
        }
        if (!subject.equals(STANDARD_SUBJECT)) {
            throw missing(claims);
        }
        String client = client(claims).filter(name -> !name.isEmpty()).orElseThrow(() -> missing(claims));
        if (OwnTokens.isOfClient(claims)) {
            return client;
        }
        Optional<String> sign = OwnTokens.signOfPerson(claims, client);
        if (sign.isPresent()) {
            throw new InvalidTokenException(
                    RefusalReason.CLAIM_MISSING,
                    () -> "'sub' is absent, but '" + sign.get()
                            + "' is there, so it is a person's token, and the persons"
                            + " of one client could not be told apart; configure the issuer to send 'sub', or set"
                            + " 'principal-claim' to a claim that is different for each person");
        }
        return client + unnamed;
    }

    private InvalidTokenException missing(Claims claims) {
        return new InvalidTokenException(
                RefusalReason.CLAIM_MISSING,
                () -> "'" + subject + "' is " + claims.shown(subject) + ", expected the name of the caller"
                        + (subject.equals(STANDARD_SUBJECT)
                                ? ", or that of the client in one of " + clients
                                : ", because 'principal-claim' names it"));
    }
}
