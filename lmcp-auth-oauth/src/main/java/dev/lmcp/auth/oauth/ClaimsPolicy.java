package dev.lmcp.auth.oauth;

import dev.lmcp.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules for the claims of one issuer's tokens (RFC 7519 §4.1, RFC 8725 §3, RFC 9068 §4). */
record ClaimsPolicy(
        IssuerRule issuer,
        AudienceRule audience,
        TypeRule type,
        TimeRule time,
        boolean rejectsIdTokens,
        List<RequiredClaim> required,
        ScopeClaims scopes,
        PrincipalClaims principal) {

    ClaimsPolicy {
        required = List.copyOf(required);
    }

    /** Returns the policy for introspection responses: they have no header, and {@code exp} is optional. */
    ClaimsPolicy forIntrospection() {
        return new ClaimsPolicy(
                issuer, audience, TypeRule.LAX, time.forIntrospection(), rejectsIdTokens, required, scopes, principal);
    }

    /**
     * Checks the claims of a token with a valid signature.
     *
     * @param headerType the {@code typ} of the header
     * @throws InvalidTokenException for the first rule that the token breaks
     */
    VerifiedToken check(Optional<String> headerType, Claims claims, Instant now) {
        return check(headerType, claims, now, "");
    }

    /**
     * Checks the claims of a token.
     *
     * @param unnamedSubject the end of the subject if the claims do not tell whose token it is
     */
    VerifiedToken check(Optional<String> headerType, Claims claims, Instant now, String unnamedSubject) {
        type.check(headerType);
        String iss = issuer.check(claims);
        audience.check(claims);
        Optional<Instant> expires = time.check(claims, now);
        if (rejectsIdTokens) {
            AccessTokenRule.check(claims);
        }
        required.forEach(claim -> claim.check(claims));
        Principal subject = Principal.of(iss, principal.subject(claims, unnamedSubject));
        Principal client = principal.client(claims).map(subject::withClient).orElse(subject);
        Principal named = client.withScopes(scopes.read(claims)).withClaims(claims.ofPrincipal());
        Principal caller = expires.map(named::withExpiry).orElse(named);
        return new VerifiedToken(caller, expires, Confirmation.thumbprint(claims), () -> true);
    }
}
