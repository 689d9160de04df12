package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.JwkSet;
import dev.lmcp.auth.oauth.jose.KeySet;
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

    private final MetadataLocation location;
    private final PublicUrlCheck outside;
    private final Challenges challenges;
    private final IssuerHttpClient http;
    private final Map<String, URI> configuredJwksUris;
    private final Duration skew;
    private final Clock clock;

    /**
     * Creates the check.
     *
     * @param configuredJwksUris the configured addresses of key sets, by the issuer's name
     */
    SelfCheck(
            MetadataLocation location,
            PublicUrlCheck outside,
            Challenges challenges,
            IssuerHttpClient http,
            Map<String, URI> configuredJwksUris,
            Duration skew,
            Clock clock) {
        this.location = location;
        this.outside = outside;
        this.challenges = challenges;
        this.http = http;
        this.configuredJwksUris = Map.copyOf(configuredJwksUris);
        this.skew = skew;
        this.clock = clock;
    }

    List<Finding> run(List<Issuer> issuers) {
        List<Finding> findings = new ArrayList<>();
        findings.add(passed("resource " + location.resource() + ", its metadata at " + location.metadataUrl()));
        location.rewriteRule().ifPresent(rule -> findings.add(passed(rule)));
        findings.add(passed("a client without a token is told: WWW-Authenticate: " + challenges.missing(false)));
        findings.addAll(outside.findings());
        issuers.forEach(issuer -> check(issuer, findings));
        return findings;
    }

    private void check(Issuer issuer, List<Finding> findings) {
        Optional<URI> keys = Optional.ofNullable(configuredJwksUris.get(issuer.name()));
        if (issuer.metadata().isPresent()) {
            try {
                AuthServerMetadata metadata = issuer.metadata().get().latest();
                findings.add(passed(prefix(issuer) + "metadata at " + metadata.source() + ", the issuer is the same"));
                keys = keys.or(() -> metadata.uri("jwks_uri"));
            } catch (FetchFailedException failure) {
                findings.add(failed(prefix(issuer) + failure.explanation()));
            }
        }
        if (issuer.keys() instanceof FixedKeys fixed) {
            findings.add(passed(prefix(issuer) + fixed.keys().size() + " key(s) from a file"));
        } else if (keys.isPresent()) {
            checkKeys(issuer, keys.get(), findings);
        }
    }

    private void checkKeys(Issuer issuer, URI address, List<Finding> findings) {
        try {
            IssuerHttpClient.Response answer = http.get(address, Map.of("Accept", "application/json"));
            Optional<JwkSet> jwks =
                    answer.status() == 200 ? JwkSet.readPublic(answer.body(), KeySet.EMPTY) : Optional.empty();
            if (jwks.isEmpty()) {
                findings.add(failed(prefix(issuer) + "'" + address + "' answers " + answer.status()
                        + " and no JWK Set; expected 200 with one"));
                return;
            }
            findings.add(keys(issuer, address, jwks.get()));
            findings.add(answer.header("date")
                    .map(date -> clock(issuer, date))
                    .orElseGet(() -> passed(prefix(issuer)
                            + "it sends no Date, so the clocks were not compared; a clock"
                            + " that is wrong shows as tokens that expire too early or are issued in the future")));
        } catch (FetchFailedException failure) {
            findings.add(failed(prefix(issuer) + failure.explanation()));
        }
    }

    private static Finding keys(Issuer issuer, URI address, JwkSet jwks) {
        KeySet keys = KeySet.of(jwks);
        List<String> served = issuer.algorithms().stream()
                .filter(algorithm -> keys.supportsAny(Set.of(algorithm)))
                .map(Algorithm::wireName)
                .toList();
        String text = prefix(issuer) + keys.size() + " key(s) at " + address + ", usable for " + served + " of "
                + issuer.algorithms().stream().map(Algorithm::wireName).toList() + faults(jwks);
        return served.isEmpty() ? failed(text + "; set 'algs' to what the issuer signs with") : passed(text);
    }

    private static String faults(JwkSet jwks) {
        return jwks.faults().isEmpty() ? "" : "; not used: " + String.join("; ", jwks.faults());
    }

    private Finding clock(Issuer issuer, String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration difference = Duration.between(theirs, clock.instant());
            String text = prefix(issuer) + "our clock is " + difference.toSeconds() + " s ahead of the issuer's";
            return difference.abs().compareTo(skew) <= 0
                    ? passed(text)
                    : failed(text + ", more than 'clock-skew' allows; set the clocks by NTP");
        } catch (DateTimeParseException unreadable) {
            return failed(prefix(issuer) + "its Date field is unreadable, so the clocks could not be compared");
        }
    }

    private static String prefix(Issuer issuer) {
        return "issuer " + issuer.name() + ": ";
    }

    private static Finding passed(String text) {
        return new Finding(true, text);
    }

    private static Finding failed(String text) {
        return new Finding(false, text);
    }
}
