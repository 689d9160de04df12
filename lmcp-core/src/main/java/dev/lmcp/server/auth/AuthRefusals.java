package dev.lmcp.server.auth;

import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * Turns what is wrong with a request's credentials into a line and a count for the operator and an answer for the
 * caller.
 *
 * <p>Safe for concurrent use.
 */
final class AuthRefusals {

    private static final String CORE = "core";
    private static final String INVALID = "The access token is invalid";

    private final Challenges ofChain;
    private final String requiredScopes;
    private final AuthCounts counts;
    private final RateLimitedLog log;

    AuthRefusals(Challenges ofChain, List<String> requiredScopes, AuthCounts counts, RateLimitedLog log) {
        this.ofChain = ofChain;
        this.requiredScopes = String.join(" ", requiredScopes);
        this.counts = counts;
        this.log = log;
    }

    /** 400, found by the server itself or in a plugin's stead. */
    Exchange.Response badRequest(String by, String description) {
        counts.count(by, AuthCounts.MALFORMED, description);
        log.warn(by + description, "request refused with 400 by '" + by + "': " + description);
        return AuthAnswers.badRequest(ofChain.all(), description);
    }

    /** 401 for a token that no plugin needs to see. */
    Exchange.Response faulty(String scheme, String description) {
        counts.count(CORE, AuthCounts.REJECTED, description);
        log.warn(description, "credentials refused with 401 by 'core': " + description);
        return AuthAnswers.unauthorized(withTokenError(ofChain, scheme, description));
    }

    /** 401 where every plugin has left the decision to the next. */
    Exchange.Response abstained(List<Challenge> challenges, Optional<Authorization> authorization) {
        Challenges abstaining = Challenges.of(challenges);
        Optional<Authorization> token = authorization.filter(sent -> Challenges.isBearerLike(sent.scheme()));
        if (token.isEmpty()) {
            counts.count(CORE, AuthCounts.MISSING, "no credentials that an authenticator knows");
            return AuthAnswers.unauthorized(withScope(abstaining.all()));
        }
        counts.count(CORE, AuthCounts.REJECTED, "no authenticator knows the access token");
        log.warn("unknown", "credentials refused with 401: no authenticator knows the access token");
        return AuthAnswers.unauthorized(withTokenError(abstaining, token.get().scheme(), INVALID));
    }

    /** The answer to a decision that lets nobody in and does not abstain. */
    Exchange.Response decided(
            String by, AuthDecision decision, Optional<Challenge> own, Optional<Authorization> authorization) {
        if (decision instanceof AuthDecision.Rejected rejected) {
            note(by, 401, AuthCounts.REJECTED, rejected.reason(), authorization);
            Challenge challenge = completed(rejected.challenge().or(() -> own).orElseThrow());
            return AuthAnswers.unauthorized(
                    withScope(List.of(Challenges.withError(challenge, AuthAnswers.INVALID_TOKEN, INVALID))));
        }
        if (decision instanceof AuthDecision.Malformed malformed) {
            note(by, 400, AuthCounts.MALFORMED, malformed.reason(), authorization);
            return AuthAnswers.badRequest(
                    malformed.challenge().map(this::completed).stream().toList(), "The credentials are malformed");
        }
        if (decision instanceof AuthDecision.Denied denied) {
            note(by, 403, AuthCounts.DENIED, denied.reason(), authorization);
            return AuthAnswers.denied();
        }
        AuthDecision.Unavailable unavailable = (AuthDecision.Unavailable) decision;
        note(by, 503, AuthCounts.UNAVAILABLE, unavailable.reason(), authorization);
        return AuthAnswers.unavailable(unavailable.retryAfter());
    }

    /** 403 for want of scopes, or for good where no scope helps. */
    Exchange.Response insufficientScope(Optional<Challenge> challenge, ScopeDemand demand) {
        counts.count(
                CORE, AuthCounts.INSUFFICIENT_SCOPE, demand.isCurable() ? "scopes are missing" : "no rule allows it");
        return demand.isCurable() ? AuthAnswers.insufficientScope(challenge, demand.scopes()) : AuthAnswers.denied();
    }

    /** A plugin's challenge as the chain words it: the last one of its scheme. */
    Challenge completed(Challenge challenge) {
        return ofChain.ofScheme(challenge.scheme())
                .map(last -> Challenges.over(challenge, last))
                .orElse(challenge);
    }

    /** 500, as an authenticator broke. */
    Exchange.Response failed(String by) {
        counts.count(by, AuthCounts.EXCEPTION, "the authenticator broke");
        return AuthAnswers.failed();
    }

    /** Logs that an authenticator broke. */
    void logFailure(String by, String text) {
        log.warn(by + " failed", "LMCP-403 authenticator '" + by + "' " + text + "; the request was answered with 500");
    }

    private void note(String by, int status, String outcome, String reason, Optional<Authorization> authorization) {
        // Plugins promise to name no token; here it costs little to be sure of the one everybody knows.
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
                        ? Challenges.withError(challenge, AuthAnswers.INVALID_TOKEN, description)
                        : challenge)
                .toList());
    }

    /** Says which scopes every request needs, to clients that are also told where to get them. */
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
