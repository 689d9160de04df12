package dev.lmcp.server.auth;

import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * Refuses requests that authentication or the scope rules do not admit: counts and logs the refusal, and returns the
 * response for the caller.
 *
 * <p>Safe for concurrent use.
 */
final class AuthRefusals {

    private static final String CORE = "core";
    private static final String INVALID = "The access token is invalid";

    private final Challenges chainChallenges;
    private final String requiredScopes;
    private final AuthCounts counts;
    private final RateLimitedLog log;

    AuthRefusals(Challenges chainChallenges, List<String> requiredScopes, AuthCounts counts, RateLimitedLog log) {
        this.chainChallenges = chainChallenges;
        this.requiredScopes = String.join(" ", requiredScopes);
        this.counts = counts;
        this.log = log;
    }

    /** 400: the server itself found a fault in the credentials. */
    Exchange.Response badRequest(String by, String description) {
        counts.count(by, AuthCounts.MALFORMED, description);
        log.warn(by + description, "request refused with 400 by '" + by + "': " + description);
        return AuthResponses.badRequest(chainChallenges.all(), description);
    }

    /** 401: the token is malformed, so no plugin is called. */
    Exchange.Response faulty(String scheme, String description) {
        counts.count(CORE, AuthCounts.REJECTED, description);
        log.warn(description, "credentials refused with 401 by 'core': " + description);
        return AuthResponses.unauthorized(withTokenError(chainChallenges, scheme, description));
    }

    /** 401: every plugin abstained. */
    Exchange.Response abstained(List<Challenge> challenges, Optional<Authorization> authorization) {
        Challenges all = Challenges.of(challenges);
        Optional<Authorization> token = authorization.filter(sent -> Challenges.isBearerLike(sent.scheme()));
        if (token.isEmpty()) {
            counts.count(CORE, AuthCounts.MISSING, "no credentials that an authenticator knows");
            return AuthResponses.unauthorized(withScope(all.all()));
        }
        counts.count(CORE, AuthCounts.REJECTED, "no authenticator knows the access token");
        log.warn("unknown", "credentials refused with 401: no authenticator knows the access token");
        return AuthResponses.unauthorized(withTokenError(all, token.get().scheme(), INVALID));
    }

    /** Returns the response to a plugin's decision that refuses the request. */
    Exchange.Response decided(
            String by,
            AuthDecision decision,
            Optional<Challenge> memberChallenge,
            Optional<Authorization> authorization) {
        if (decision instanceof AuthDecision.Rejected rejected) {
            logAndCount(by, 401, AuthCounts.REJECTED, rejected.reason(), authorization);
            Challenge challenge =
                    completed(rejected.challenge().or(() -> memberChallenge).orElseThrow());
            return AuthResponses.unauthorized(
                    withScope(List.of(Challenges.withError(challenge, AuthResponses.INVALID_TOKEN, INVALID))));
        }
        if (decision instanceof AuthDecision.Malformed malformed) {
            logAndCount(by, 400, AuthCounts.MALFORMED, malformed.reason(), authorization);
            return AuthResponses.badRequest(
                    malformed.challenge().map(this::completed).stream().toList(), "The credentials are malformed");
        }
        if (decision instanceof AuthDecision.Denied denied) {
            logAndCount(by, 403, AuthCounts.DENIED, denied.reason(), authorization);
            return AuthResponses.denied();
        }
        AuthDecision.Unavailable unavailable = (AuthDecision.Unavailable) decision;
        logAndCount(by, 503, AuthCounts.UNAVAILABLE, unavailable.reason(), authorization);
        return AuthResponses.unavailable(unavailable.retryAfter());
    }

    /** 403: scopes are missing. The response has no challenge if no scopes would help. */
    Exchange.Response insufficientScope(Optional<Challenge> challenge, ScopeDemand demand) {
        counts.count(
                CORE,
                AuthCounts.INSUFFICIENT_SCOPE,
                demand.isSatisfiable() ? "scopes are missing" : "no rule allows it");
        return demand.isSatisfiable()
                ? AuthResponses.insufficientScope(challenge, demand.scopes())
                : AuthResponses.denied();
    }

    /** Completes a plugin's challenge with the last challenge of its scheme in the chain. */
    Challenge completed(Challenge challenge) {
        return chainChallenges
                .ofScheme(challenge.scheme())
                .map(last -> Challenges.merge(challenge, last))
                .orElse(challenge);
    }

    /** 500: an authenticator failed. */
    Exchange.Response failed(String by) {
        counts.count(by, AuthCounts.EXCEPTION, "the authenticator failed");
        return AuthResponses.failed();
    }

    /** Logs the failure of an authenticator. */
    void logFailure(String by, String text) {
        log.warn(by + " failed", "LMCP-403 authenticator '" + by + "' " + text + "; the request was answered with 500");
    }

    private void logAndCount(
            String by, int status, String outcome, String reason, Optional<Authorization> authorization) {
        // A reason must not name a token. The server removes the token that it knows.
        String safe = authorization
                .map(Authorization::credentials)
                .filter(sent -> !sent.isEmpty())
                .map(sent -> reason.replace(sent, "[redacted]"))
                .orElse(reason);
        counts.count(by, outcome, safe);
        log.warn(by + status + safe, "credentials refused with " + status + " by '" + by + "': " + safe);
    }

    private List<Challenge> withTokenError(Challenges challenges, String scheme, String description) {
        List<Challenge> all = challenges.all().isEmpty() ? List.of(Challenge.of(scheme)) : challenges.all();
        return withScope(all.stream()
                .map(challenge -> challenge.scheme().equalsIgnoreCase(scheme)
                        ? Challenges.withError(challenge, AuthResponses.INVALID_TOKEN, description)
                        : challenge)
                .toList());
    }

    /** Adds the scopes that every request needs to each challenge that names an authorization server. */
    private List<Challenge> withScope(List<Challenge> challenges) {
        if (requiredScopes.isEmpty()) {
            return challenges;
        }
        return challenges.stream()
                .map(challenge -> challenge.parameter("resource_metadata").isPresent()
                                && challenge.parameter(Challenges.SCOPE).isEmpty()
                        ? challenge.with(Challenges.SCOPE, requiredScopes)
                        : challenge)
                .toList();
    }
}
