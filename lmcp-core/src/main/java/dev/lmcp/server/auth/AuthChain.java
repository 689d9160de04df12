package dev.lmcp.server.auth;

import dev.lmcp.Principal;
import dev.lmcp.Statistics;
import dev.lmcp.server.base.FatalErrors;
import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Exchange;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Authenticates requests before their bodies are read.
 *
 * <p>The rules that hold for all plugins come first. Then each plugin is called in its order until one decides. The
 * scopes that every request needs come last. Safe for concurrent use.
 */
public final class AuthChain {

    /** The maximum number of metrics of one plugin. */
    private static final int MAX_METRICS = 200;

    private final List<Link> links;
    private final ScopePolicy scopes;
    private final int maxTokenBytes;
    private final CredentialFields credentialFields = new CredentialFields();
    private final AuthCounts counts = new AuthCounts();
    private final LongAdder anonymous = counts.accepted("none");
    private final AuthRefusals refusals;

    /**
     * One plugin in the chain.
     *
     * @param name the plugin's name
     * @param authenticator the plugin's authenticator
     */
    public record Member(String name, Authenticator authenticator) {}

    /** A member, its own challenge, this challenge completed by the other members' challenges, and its counter. */
    private record Link(
            Member member, Optional<Challenge> memberChallenge, Optional<Challenge> challenge, LongAdder accepted) {}

    /** Creates the chain of at least one member. */
    public AuthChain(List<Member> members, ScopePolicy scopes, int maxTokenBytes) {
        this(requireMembers(members), scopes, maxTokenBytes, log());
    }

    public AuthChain(List<Member> members, ScopePolicy scopes, int maxTokenBytes, RateLimitedLog log) {
        this.scopes = scopes;
        this.maxTokenBytes = maxTokenBytes;
        List<Optional<Challenge>> challenges = members.stream()
                .map(member -> member.authenticator().challenge())
                .toList();
        this.refusals = new AuthRefusals(
                Challenges.of(challenges.stream().flatMap(Optional::stream).toList()), scopes.required(), counts, log);
        List<Link> all = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Optional<Challenge> challenge = challenges.get(i);
            all.add(new Link(member, challenge, challenge.map(refusals::completed), counts.accepted(member.name())));
        }
        this.links = List.copyOf(all);
    }

    /** Returns the chain that accepts every request and ignores credentials ({@code lmcp.auth=none}). */
    public static AuthChain open(ScopePolicy scopes) {
        return new AuthChain(List.of(), scopes, 0, log());
    }

    /** Returns the chain that refuses every HTTP request. Its server has another transport. */
    public static AuthChain closed(ScopePolicy scopes) {
        Authenticator refusing = Authenticator.of(
                Challenge.of("Bearer"), request -> AuthDecision.reject("this server accepts no HTTP requests"));
        return new AuthChain(List.of(new Member("none", refusing)), scopes, 0);
    }

    /** Authenticates a request. Blocks while an authenticator blocks. */
    public AuthResult authenticate(Exchange exchange) {
        if (links.isEmpty()) {
            anonymous.increment();
            RequestDetails details = new RequestDetails(exchange, credentialFields);
            return new AuthenticatedCaller(Principal.anonymous(), () -> true, Optional.empty(), details);
        }
        List<String> fields = exchange.headers("Authorization");
        if (fields.size() > 1) {
            return refused(refusals.badRequest("core", "The request has more than one Authorization field"));
        }
        if (exchange.query().filter(QueryToken::isIn).isPresent()) {
            return refused(refusals.badRequest("core", "The request has an access token in its query"));
        }
        AuthorizationField.Reading reading = AuthorizationField.read(fields, maxTokenBytes);
        if (reading instanceof AuthorizationField.Reading.Faulty faulty) {
            return refused(refusals.faulty(faulty.scheme(), faulty.description()));
        }
        Optional<Authorization> authorization = reading instanceof AuthorizationField.Reading.Present present
                ? Optional.of(present.authorization())
                : Optional.empty();
        return callAuthenticators(new RequestCredentials(exchange, authorization, credentialFields));
    }

    /**
     * Authenticates a request if that needs no wait: if every caller is accepted, or if the first plugin accepts the
     * request by what it has in memory. A request that is refused is always refused by {@link #authenticate}.
     */
    public Optional<AuthResult> authenticateAtOnce(Exchange exchange) {
        if (links.isEmpty()) {
            return Optional.of(authenticate(exchange));
        }
        List<String> fields = exchange.headers("Authorization");
        if (fields.size() > 1
                || exchange.query().filter(QueryToken::isIn).isPresent()
                || !(AuthorizationField.read(fields, maxTokenBytes)
                        instanceof AuthorizationField.Reading.Present present)) {
            return Optional.empty();
        }
        Link first = links.get(0);
        RequestCredentials credentials =
                new RequestCredentials(exchange, Optional.of(present.authorization()), credentialFields);
        return acceptedAtOnce(first.member(), credentials)
                .filter(accepted -> credentials.repeated().isEmpty())
                .map(accepted -> accept(accepted, first, credentials));
    }

    private static Optional<AuthDecision.Accepted> acceptedAtOnce(Member member, RequestCredentials credentials) {
        try {
            return member.authenticator()
                    .acceptAtOnce(credentials)
                    .filter(AuthDecision.Accepted.class::isInstance)
                    .map(AuthDecision.Accepted.class::cast);
        } catch (RuntimeException | Error e) {
            FatalErrors.rethrow(e);
            return Optional.empty();
        }
    }

    /** Returns the response to an authenticated request whose operation needs more scopes than its principal has. */
    public Exchange.Response insufficientScope(AuthenticatedCaller caller, ScopeDemand demand) {
        return refusals.insufficientScope(caller.challenge(), demand);
    }

    private AuthResult callAuthenticators(RequestCredentials credentials) {
        List<Challenge> challenges = new ArrayList<>();
        for (Link link : links) {
            Member member = link.member();
            Optional<AuthDecision> decision = decide(link, credentials);
            if (credentials.repeated().isPresent()) {
                // The plugin's decision does not count: it cannot know which of the two values is the right one.
                return refused(refusals.badRequest(member.name(), "A field with credentials occurs more than once"));
            }
            if (decision.isEmpty()) {
                return refused(refusals.failed(member.name()));
            }
            if (decision.get() instanceof AuthDecision.Abstained abstention) {
                challenges.add(abstention.challenge().or(link::memberChallenge).orElseThrow());
            } else {
                return conclude(link, decision.get(), credentials);
            }
        }
        return refused(refusals.abstained(challenges, credentials.authorization()));
    }

    private Optional<AuthDecision> decide(Link link, RequestCredentials credentials) {
        Member member = link.member();
        try {
            AuthDecision decision = member.authenticator().authenticate(credentials);
            if (decision == null) {
                refusals.logFailure(member.name(), "returned null; expected a decision");
            } else if (link.memberChallenge().isEmpty() && needsChallenge(decision)) {
                refusals.logFailure(
                        member.name(),
                        "refused without a challenge; expected one in the decision, or by Authenticator.challenge()");
                return Optional.empty();
            }
            return Optional.ofNullable(decision);
        } catch (RequestCredentials.RepeatedFieldException e) {
            return Optional.empty();
        } catch (Exception | Error e) {
            FatalErrors.rethrow(e);
            // Exception: other JVM languages can throw checked exceptions that no signature declares.
            refusals.logFailure(member.name(), "failed with " + describe(e));
            return Optional.empty();
        }
    }

    /** Returns whether the response is 401, which must have a challenge (RFC 9110 §15.5.2). */
    private static boolean needsChallenge(AuthDecision decision) {
        if (decision instanceof AuthDecision.Abstained abstention) {
            return abstention.challenge().isEmpty();
        }
        return decision instanceof AuthDecision.Rejected rejected
                && rejected.challenge().isEmpty();
    }

    /** Returns the type and the place of a failure. It leaves out the message, which may quote credentials. */
    private static String describe(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return failure.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    private AuthResult conclude(Link link, AuthDecision decision, RequestCredentials credentials) {
        if (decision instanceof AuthDecision.Accepted accepted) {
            return accept(accepted, link, credentials);
        }
        return refused(
                refusals.decided(link.member().name(), decision, link.memberChallenge(), credentials.authorization()));
    }

    private AuthResult accept(AuthDecision.Accepted accepted, Link link, RequestCredentials credentials) {
        Optional<ScopeDemand> missing = scopes.missingForAnyRequest(accepted.principal());
        if (missing.isPresent()) {
            return refused(refusals.insufficientScope(link.challenge(), missing.get()));
        }
        link.accepted().increment();
        return new AuthenticatedCaller(
                accepted.principal(), accepted.stillValid(), link.challenge(), credentials.details());
    }

    /**
     * Returns whether at least one authenticator is ready. An authenticator that throws is not ready.
     *
     * <p>Requests that only another authenticator can judge get 503. Without readiness, all requests would get it.
     */
    public boolean isReady() {
        return links.isEmpty() || links.stream().map(Link::member).anyMatch(AuthChain::isReady);
    }

    private static boolean isReady(Member member) {
        try {
            return member.authenticator().isReady();
        } catch (RuntimeException | Error e) {
            FatalErrors.rethrow(e);
            return false;
        }
    }

    /** Returns the counts of authentications since the start. */
    public List<Statistics.Authentications> authentications() {
        return counts.read();
    }

    /** Returns the metrics of all authenticators. An authenticator that throws has none. */
    public List<Statistics.AuthenticatorMetric> metrics() {
        return links.stream().flatMap(link -> metrics(link.member()).stream()).toList();
    }

    private static List<Statistics.AuthenticatorMetric> metrics(Member member) {
        try {
            return member.authenticator().metrics().entrySet().stream()
                    .limit(MAX_METRICS)
                    .map(entry -> new Statistics.AuthenticatorMetric(member.name(), entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparing(Statistics.AuthenticatorMetric::name))
                    .toList();
        } catch (RuntimeException | Error e) {
            FatalErrors.rethrow(e);
            return List.of();
        }
    }

    private static AuthResult refused(Exchange.Response response) {
        return new AuthResult.Refused(response);
    }

    private static RateLimitedLog log() {
        return new RateLimitedLog(System.getLogger("dev.lmcp.auth"), InstantSource.system());
    }

    private static List<Member> requireMembers(List<Member> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException(
                    "the chain has no authenticator; expected at least one, or AuthChain.open");
        }
        return members;
    }
}
