package dev.lmcp.auth.oauth;

import dev.lmcp.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one issuer's tokens must say, beyond being signed (RFC 7519 §4.1, RFC 8725 §3, RFC 9068 §4). */
record ClaimsPolicy(
        IssuerRule issuer,
        AudienceRule audience,
        TypeRule type,
        TimeRule time,
        boolean guarded,
        List<RequiredClaim> required,
        ScopeClaims scopes,
        PrincipalClaims principal) {

    ClaimsPolicy {
        required = List.copyOf(required);
    }

    /** The policy for what an issuer says about a token on being asked: there is no header, and no end need be named. */
    ClaimsPolicy forIntrospection() {
        return new ClaimsPolicy(
                issuer, audience, TypeRule.LAX, time.forIntrospection(), guarded, required, scopes, principal);
    }

    /**
     * Judges a token whose signature is good.
     *
     * @throws InvalidToken at the first rule that it breaks
     */
    AcceptedToken check(Optional<String> headerType, Claims claims, Instant now) {
        type.check(headerType);
        String iss = issuer.check(claims);
        audience.check(claims);
        Optional<Instant> expires = time.check(claims, now);
        if (guarded) {
            AccessTokenGuard.check(claims);
        }
        required.forEach(claim -> claim.check(claims));
        Principal subject = Principal.of(iss, principal.subject(claims));
        Principal client = principal.client(claims).map(subject::withClient).orElse(subject);
        Principal named = client.withScopes(scopes.read(claims)).withClaims(claims.ofPrincipal());
        Principal who = expires.map(named::withExpiry).orElse(named);
        return new AcceptedToken(who, expires, Confirmation.thumbprint(claims), () -> true);
    }
}
