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

/**
 * Lets requests in or turns them away, before a byte of the body is read.
 *
 * <p>First the rules that hold for every plugin, then the plugins in their order until one decides, then the scopes
 * that every request needs. Safe for concurrent use.
 */
public final class AuthChain {

    /** A plugin shows this much of itself and no more. */
    private static final int MAX_METRICS = 200;

    private final List<Link> links;
    private final ScopePolicy scopes;
    private final int maxTokenBytes;
    private final CredentialFields credentialFields = new CredentialFields();
    private final AuthCounts counts = new AuthCounts();
    private final AuthRefusals refusals;

    /**
     * One plugin in the chain.
     *
     * @param name the plugin's name
     * @param authenticator what it made
     */
    public record Member(String name, Authenticator authenticator) {}

    /** A member, its own challenge, and that challenge as the whole chain words it. */
    private record Link(Member member, Optional<Challenge> own, Optional<Challenge> challenge) {}

    /** Creates the chain of at least one member. */
    public AuthChain(List<Member> members, ScopePolicy scopes, int maxTokenBytes) {
        this(requireSome(members), scopes, maxTokenBytes, log());
    }

    public AuthChain(List<Member> members, ScopePolicy scopes, int maxTokenBytes, RateLimitedLog log) {
        this.scopes = scopes;
        this.maxTokenBytes = maxTokenBytes;
        List<Optional<Challenge>> own = members.stream()
                .map(member -> member.authenticator().challenge())
                .toList();
        this.refusals = new AuthRefusals(
                Challenges.of(own.stream().flatMap(Optional::stream).toList()), scopes.required(), counts, log);
        List<Link> all = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            all.add(new Link(members.get(i), own.get(i), own.get(i).map(refusals::completed)));
        }
        this.links = List.copyOf(all);
    }

    /** Returns the chain that asks for no credentials and looks at none ({@code lmcp.auth=none}). */
    public static AuthChain open(ScopePolicy scopes) {
        return new AuthChain(List.of(), scopes, 0, log());
    }

    /** Returns the chain that lets nobody in, as those who are let in come another way. */
    public static AuthChain closed(ScopePolicy scopes) {
        Authenticator refusing = Authenticator.of(
                Challenge.of("Bearer"), request -> AuthDecision.reject("the transport in use takes no requests"));
        return new AuthChain(List.of(new Member("none", refusing)), scopes, 0);
    }

    /** Decides about a request; may take as long as an authenticator does. */
    public AuthResult authenticate(Exchange exchange) {
        if (links.isEmpty()) {
            counts.accepted("none");
            RequestDetails details = RequestCredentials.details(exchange, credentialFields);
            return new AuthenticatedCaller(Principal.anonymous(), () -> true, Optional.empty(), details);
        }
        List<String> fields = exchange.headers("Authorization");
        if (fields.size() > 1) {
            return refused(refusals.badRequest("core", "The request has more than one Authorization field"));
        }
        if (exchange.query().filter(QueryToken::isIn).isPresent()) {
            return refused(refusals.badRequest("core", "An access token may not stand in the query"));
        }
        AuthorizationField.Reading reading = AuthorizationField.read(fields, maxTokenBytes);
        if (reading instanceof AuthorizationField.Reading.Faulty faulty) {
            return refused(refusals.faulty(faulty.scheme(), faulty.description()));
        }
        Optional<Authorization> authorization = reading instanceof AuthorizationField.Reading.Present present
                ? Optional.of(present.authorization())
                : Optional.empty();
        return ask(new RequestCredentials(exchange, authorization, credentialFields));
    }

    /** Returns the answer to an admitted request whose operation needs more scopes than its principal has. */
    public Exchange.Response insufficientScope(AuthenticatedCaller admitted, ScopeDemand demand) {
        return refusals.insufficientScope(admitted.challenge(), demand);
    }

    private AuthResult ask(RequestCredentials credentials) {
        List<Challenge> abstained = new ArrayList<>();
        for (Link link : links) {
            Member member = link.member();
            Optional<AuthDecision> decision = decide(link, credentials);
            if (credentials.repeated().isPresent()) {
                // Whatever the plugin made of it: which of the two values holds is not for it to choose.
                return refused(refusals.badRequest(member.name(), "A field with credentials occurs more than once"));
            }
            if (decision.isEmpty()) {
                return refused(refusals.failed(member.name()));
            }
            if (decision.get() instanceof AuthDecision.Abstained next) {
                abstained.add(next.challenge().or(link::own).orElseThrow());
            } else {
                return conclude(link, decision.get(), credentials);
            }
        }
        return refused(refusals.abstained(abstained, credentials.authorization()));
    }

    private Optional<AuthDecision> decide(Link link, RequestCredentials credentials) {
        Member member = link.member();
        try {
            AuthDecision decision = member.authenticator().authenticate(credentials);
            if (decision == null) {
                refusals.logFailure(member.name(), "returned null; expected a decision");
            } else if (link.own().isEmpty() && needsChallenge(decision)) {
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
            // Exception, since other languages of the JVM throw checked ones that no signature names.
            refusals.logFailure(member.name(), "failed with " + described(e));
            return Optional.empty();
        }
    }

    /** RFC 9110 §15.5.2: a 401 without a challenge is none. */
    private static boolean needsChallenge(AuthDecision decision) {
        if (decision instanceof AuthDecision.Abstained abstained) {
            return abstained.challenge().isEmpty();
        }
        return decision instanceof AuthDecision.Rejected rejected
                && rejected.challenge().isEmpty();
    }

    /** Where it broke, and not with which words: those may quote what was sent. */
    private static String described(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return failure.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    private AuthResult conclude(Link link, AuthDecision decision, RequestCredentials credentials) {
        if (decision instanceof AuthDecision.Accepted accepted) {
            return admit(accepted, link, credentials);
        }
        return refused(refusals.decided(link.member().name(), decision, link.own(), credentials.authorization()));
    }

    private AuthResult admit(AuthDecision.Accepted accepted, Link link, RequestCredentials credentials) {
        Optional<ScopeDemand> lacking = scopes.missingForAnyRequest(accepted.principal());
        if (lacking.isPresent()) {
            return refused(refusals.insufficientScope(link.challenge(), lacking.get()));
        }
        counts.accepted(link.member().name());
        return new AuthenticatedCaller(
                accepted.principal(), accepted.stillValid(), link.challenge(), credentials.details());
    }

    /** Returns whether every authenticator can judge requests now; one that cannot even say so cannot. */
    public boolean isReady() {
        return links.stream().map(Link::member).allMatch(AuthChain::isReady);
    }

    private static boolean isReady(Member member) {
        try {
            return member.authenticator().isReady();
        } catch (RuntimeException | Error e) {
            FatalErrors.rethrow(e);
            return false;
        }
    }

    /** Returns what was made of credentials so far. */
    public List<Statistics.Authentications> authentications() {
        return counts.read();
    }

    /** Returns what the authenticators show of themselves; what one fails to show is left out. */
    public List<Statistics.Metric> metrics() {
        return links.stream().flatMap(link -> metrics(link.member()).stream()).toList();
    }

    private static List<Statistics.Metric> metrics(Member member) {
        try {
            return member.authenticator().metrics().entrySet().stream()
                    .limit(MAX_METRICS)
                    .map(entry -> new Statistics.Metric(member.name(), entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparing(Statistics.Metric::name))
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

    private static List<Member> requireSome(List<Member> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a chain has no member; expected one, or a chain that is open");
        }
        return members;
    }
}
