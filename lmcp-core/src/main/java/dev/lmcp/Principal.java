package dev.lmcp;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller of a request, as authentication found it.
 *
 * <p>Two requests have the same caller if issuer, subject and client are equal ({@link #isSameCallerAs}). Sessions, tasks
 * and sealed state belong to these three, never to the bytes of a token. Equality compares everything. Immutable and safe
 * for concurrent use. Holds no credential.
 */
public final class Principal {

    private final String issuer;
    private final String subject;
    private final Optional<String> client;
    private final Scopes scopes;
    private final Optional<Instant> expires;
    private final Claims claims;

    private Principal(
            String issuer,
            String subject,
            Optional<String> client,
            Scopes scopes,
            Optional<Instant> expires,
            Claims claims) {
        this.issuer = issuer;
        this.subject = subject;
        this.client = client;
        this.scopes = scopes;
        this.expires = expires;
        this.claims = claims;
    }

    /**
     * Returns a principal without client, scopes, expiry and claims.
     *
     * @param issuer what vouches for the subject: the URL of an authorization server, or the name of a plugin
     * @param subject the name of the caller, unique at the issuer
     */
    public static Principal of(String issuer, String subject) {
        return new Principal(
                Objects.requireNonNull(issuer, "issuer"),
                Objects.requireNonNull(subject, "subject"),
                Optional.empty(),
                Scopes.none(),
                Optional.empty(),
                Claims.none());
    }

    /** Returns a principal with this subject and the issuer {@code local}, as {@link #of} does. */
    public static Principal named(String subject) {
        return of("local", subject);
    }

    /** Returns the caller of a server that asks for no credentials ({@code lmcp.auth=none}): it has every scope. */
    public static Principal anonymous() {
        return named("anonymous").withScopes(Scopes.all());
    }

    /** Returns this principal with the id of the OAuth client that acts for the subject. */
    public Principal withClient(String id) {
        return new Principal(
                issuer, subject, Optional.of(Objects.requireNonNull(id, "client")), scopes, expires, claims);
    }

    /** Returns this principal with these scopes in place of its own. */
    public Principal withScopes(Scopes others) {
        return new Principal(issuer, subject, client, Objects.requireNonNull(others, "scopes"), expires, claims);
    }

    /** Returns this principal with the time at which its credential expires; open streams end then. */
    public Principal withExpiry(Instant end) {
        return new Principal(
                issuer, subject, client, scopes, Optional.of(Objects.requireNonNull(end, "expires")), claims);
    }

    /** Returns this principal with these claims in place of its own. */
    public Principal withClaims(Claims others) {
        return new Principal(issuer, subject, client, scopes, expires, Objects.requireNonNull(others, "claims"));
    }

    /** Returns what vouches for the subject: the URL of an authorization server, or the name of a plugin. */
    public String issuer() {
        return issuer;
    }

    /** Returns the name of the caller, unique at the issuer. */
    public String subject() {
        return subject;
    }

    /** Returns the id of the OAuth client that acts for the subject, if one is known. */
    public Optional<String> client() {
        return client;
    }

    /** Returns what the caller may do. */
    public Scopes scopes() {
        return scopes;
    }

    /** Returns when the credential expires, if it does. */
    public Optional<Instant> expires() {
        return expires;
    }

    /** Returns what else authentication knows about the caller, such as tenant and groups. */
    public Claims claims() {
        return claims;
    }

    /** Returns whether {@code other} is the same caller: issuer, subject and client are equal. */
    public boolean isSameCallerAs(Principal other) {
        return issuer.equals(other.issuer) && subject.equals(other.subject) && client.equals(other.client);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Principal principal
                && isSameCallerAs(principal)
                && scopes.equals(principal.scopes)
                && expires.equals(principal.expires)
                && claims.equals(principal.claims);
    }

    @Override
    public int hashCode() {
        return Objects.hash(issuer, subject, client);
    }

    /** Returns everything but the values of the claims. */
    @Override
    public String toString() {
        return "Principal[issuer=" + issuer + ", subject=" + subject + ", client=" + client.orElse("none")
                + ", scopes=" + scopes + ", expires="
                + expires.map(Instant::toString).orElse("never")
                + ", claims=" + claims + "]";
    }
}
