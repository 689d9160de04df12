package dev.lmcp;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is calling, as authentication found it.
 *
 * <p>Two requests come from the same principal where issuer, subject and client are equal; sessions, tasks and sealed
 * state are bound to these three and never to the bytes of a token. Immutable; holds no credential.
 *
 * @param issuer who vouches for the subject: the URL of an authorization server, or a plugin's name
 * @param subject the caller's name at that issuer
 * @param client the OAuth client that acts for the subject, where one is known
 * @param scopes what the caller may do
 * @param expires when the credential ends, where it does; long-lived streams end with it
 */
public record Principal(
        String issuer, String subject, Optional<String> client, Scopes scopes, Optional<Instant> expires) {

    /** Checks that nothing is null. */
    public Principal {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(expires, "expires");
    }

    /** Returns a principal of this name that holds no scope and does not expire, vouched for by the plugin alone. */
    public static Principal named(String subject) {
        return new Principal("local", subject, Optional.empty(), Scopes.none(), Optional.empty());
    }

    /** Returns the caller where nobody is asked for credentials: every scope, no name. */
    public static Principal anonymous() {
        return named("anonymous").withScopes(Scopes.all());
    }

    /** Returns this principal with other scopes. */
    public Principal withScopes(Scopes other) {
        return new Principal(issuer, subject, client, other, expires);
    }

    /** Returns this principal with an end. */
    public Principal withExpiry(Instant end) {
        return new Principal(issuer, subject, client, scopes, Optional.of(end));
    }

    /** Returns whether {@code other} is the same caller: equal issuer, subject and client. */
    public boolean isSameCallerAs(Principal other) {
        return issuer.equals(other.issuer) && subject.equals(other.subject) && client.equals(other.client);
    }
}
