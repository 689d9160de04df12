package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Authenticator.Finding;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks the way that a client and this server will go, and says at each step what it found. */
final class SelfCheck {

    private final ResourceLocation location;
    private final OutsideView outside;
    private final Challenges challenges;
    private final Outbound outbound;
    private final Map<String, URI> fixedKeyAddresses;
    private final Duration skew;
    private final Clock clock;

    /**
     * Creates the check.
     *
     * @param fixedKeyAddresses the configured addresses of key sets, by the issuer's name
     */
    SelfCheck(
            ResourceLocation location,
            OutsideView outside,
            Challenges challenges,
            Outbound outbound,
            Map<String, URI> fixedKeyAddresses,
            Duration skew,
            Clock clock) {
        this.location = location;
        this.outside = outside;
        this.challenges = challenges;
        this.outbound = outbound;
        this.fixedKeyAddresses = Map.copyOf(fixedKeyAddresses);
        this.skew = skew;
        this.clock = clock;
    }

    List<Finding> run(List<Issuer> issuers) {
        List<Finding> findings = new ArrayList<>();
        findings.add(good("resource " + location.resource() + ", its metadata at " + location.metadata()));
        location.rewriteRule().ifPresent(rule -> findings.add(good(rule)));
        findings.add(good("a client without a token is told: WWW-Authenticate: " + challenges.missing(false)));
        findings.addAll(outside.findings());
        issuers.forEach(issuer -> check(issuer, findings));
        return findings;
    }

    private void check(Issuer issuer, List<Finding> findings) {
        Optional<URI> keys = Optional.ofNullable(fixedKeyAddresses.get(issuer.name()));
        if (issuer.metadata().isPresent()) {
            try {
                Metadata metadata = issuer.metadata().get().fresh();
                findings.add(good(prefix(issuer) + "metadata at " + metadata.source() + ", the issuer is the same"));
                keys = keys.or(() -> metadata.uri("jwks_uri"));
            } catch (FetchFailed failure) {
                findings.add(bad(prefix(issuer) + failure.explanation()));
            }
        }
        if (issuer.keys() instanceof FixedKeys fixed) {
            findings.add(good(prefix(issuer) + fixed.keys().size() + " key(s) from a file"));
        } else if (keys.isPresent()) {
            checkKeys(issuer, keys.get(), findings);
        }
    }

    private void checkKeys(Issuer issuer, URI address, List<Finding> findings) {
        try {
            Outbound.Answer answer = outbound.get(address, Map.of("Accept", "application/json"));
            Optional<Jwks> jwks = answer.status() == 200
                    ? Jwks.readPublic(answer.body(), name -> Optional.empty())
                    : Optional.empty();
            if (jwks.isEmpty()) {
                findings.add(bad(prefix(issuer) + "'" + address + "' answers " + answer.status()
                        + " and no JWK Set; expected 200 with one"));
                return;
            }
            findings.add(keys(issuer, address, jwks.get()));
            findings.add(answer.header("date")
                    .map(date -> clock(issuer, date))
                    .orElseGet(() -> good(prefix(issuer) + "it sends no Date, so the clocks were not compared; a clock"
                            + " that is wrong shows as tokens that expire too early or are issued in the future")));
        } catch (FetchFailed failure) {
            findings.add(bad(prefix(issuer) + failure.explanation()));
        }
    }

    private static Finding keys(Issuer issuer, URI address, Jwks jwks) {
        KeySet keys = KeySet.of(jwks);
        List<String> served = issuer.algorithms().stream()
                .filter(algorithm -> keys.serves(Set.of(algorithm)))
                .map(Algorithm::wireName)
                .toList();
        String text = prefix(issuer) + keys.size() + " key(s) at " + address + ", usable for " + served + " of "
                + issuer.algorithms().stream().map(Algorithm::wireName).toList() + faults(jwks);
        return served.isEmpty() ? bad(text + "; set 'algs' to what the issuer signs with") : good(text);
    }

    private static String faults(Jwks jwks) {
        return jwks.faults().isEmpty() ? "" : "; not used: " + String.join("; ", jwks.faults());
    }

    private Finding clock(Issuer issuer, String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration difference = Duration.between(theirs, clock.instant());
            String text = prefix(issuer) + "our clock is " + difference.toSeconds() + " s ahead of the issuer's";
            return difference.abs().compareTo(skew) <= 0
                    ? good(text)
                    : bad(text + ", more than 'clock-skew' allows; set the clocks by NTP");
        } catch (DateTimeParseException unreadable) {
            return bad(prefix(issuer) + "its Date field is unreadable, so the clocks could not be compared");
        }
    }

    private static String prefix(Issuer issuer) {
        return "issuer " + issuer.name() + ": ";
    }

    private static Finding good(String text) {
        return new Finding(true, text);
    }

    private static Finding bad(String text) {
        return new Finding(false, text);
    }
}
