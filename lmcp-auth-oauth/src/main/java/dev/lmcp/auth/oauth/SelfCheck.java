package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.JwkSet;
import dev.lmcp.auth.oauth.jose.KeyFault;
import dev.lmcp.auth.oauth.jose.KeySet;
import dev.lmcp.spi.Authenticator.Finding;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks each step that a client and this server will take, and reports what it found. */
final class SelfCheck {

    private final MetadataLocation location;
    private final PublicUrlCheck outside;
    private final Challenges challenges;
    private final Map<String, URI> configuredJwksUris;
    private final Duration skew;
    private final Clock clock;

    /**
     * Creates the check.
     *
     * @param configuredJwksUris the configured {@code jwks-uri} of each issuer, by the issuer's name
     */
    SelfCheck(
            MetadataLocation location,
            PublicUrlCheck outside,
            Challenges challenges,
            Map<String, URI> configuredJwksUris,
            Duration skew,
            Clock clock) {
        this.location = location;
        this.outside = outside;
        this.challenges = challenges;
        this.configuredJwksUris = Map.copyOf(configuredJwksUris);
        this.skew = skew;
        this.clock = clock;
    }

    List<Finding> run(List<Issuer> issuers) {
        List<Finding> findings = new ArrayList<>();
        findings.add(passed("resource " + location.resource() + ", its metadata at " + location.metadataUrl()));
        location.rewriteRule().ifPresent(rule -> findings.add(passed(rule)));
        findings.add(passed("a request without a token gets: WWW-Authenticate: " + challenges.missing(false)));
        findings.addAll(outside.findings());
        issuers.forEach(issuer -> check(issuer, findings));
        return findings;
    }

    private void check(Issuer issuer, List<Finding> findings) {
        Optional<URI> keys = Optional.ofNullable(configuredJwksUris.get(issuer.name()));
        if (issuer.metadata().isPresent()) {
            try {
                AuthServerMetadata metadata = issuer.metadata().get().latest();
                findings.add(passed(prefix(issuer) + "metadata at " + metadata.source() + " names this issuer"));
                keys = keys.or(() -> metadata.uri("jwks_uri"));
            } catch (FetchFailedException failure) {
                findings.add(failed(prefix(issuer) + failure.explanation()));
            }
        }
        if (issuer.format().mayBeJwt()) {
            if (issuer.keys() instanceof FixedKeys fixed) {
                findings.add(passed(prefix(issuer) + fixed.keys().size() + " key(s) from a file"));
            } else if (keys.isPresent()) {
                checkKeys(issuer, keys.get(), findings);
            }
        }
        issuer.introspection().ifPresent(introspection -> findings.add(introspection(issuer, introspection)));
    }

    /** Asks about a token that nobody issued, which shows whether the endpoint knows this server. */
    private static Finding introspection(Issuer issuer, Introspection introspection) {
        try {
            return introspection.endpoint().introspect(inventedToken()).isEmpty()
                    ? passed(prefix(issuer)
                            + "the introspection endpoint says of an invented token that it is not active")
                    : failed(prefix(issuer)
                            + "the introspection endpoint says of an invented token that it is active; expected"
                            + " 'active' to be false; check 'introspection.url' and 'introspection.style'");
        } catch (FetchFailedException failure) {
            return failed(prefix(issuer) + failure.explanation());
        }
    }

    private static String inventedToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return "lmcp-check-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void checkKeys(Issuer issuer, URI address, List<Finding> findings) {
        try {
            IssuerHttpClient.Response response = issuer.http().get(address, Map.of("Accept", "application/json"));
            Optional<JwkSet> jwks =
                    response.status() == 200 ? JwkSet.readPublic(response.body(), KeySet.EMPTY) : Optional.empty();
            if (jwks.isEmpty()) {
                findings.add(failed(prefix(issuer) + "'" + address + "' responds with status " + response.status()
                        + " and no JWK Set; expected status 200 and a JWK Set"));
                return;
            }
            findings.add(keys(issuer, address, jwks.get()));
            findings.add(response.header("date")
                    .map(date -> clock(issuer, date))
                    .orElseGet(() -> passed(prefix(issuer)
                            + "the issuer sends no Date, so the clocks were not compared; if"
                            + " a clock is wrong, tokens expire too early or seem to be issued in the future")));
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
        List<KeyFault> notUsed = JwksReader.notUsed(jwks, keys);
        String text = prefix(issuer) + keys.size() + " key(s) at " + address + ", usable for " + served + " of "
                + issuer.algorithms().stream().map(Algorithm::wireName).toList() + KeyFaults.describe(notUsed);
        if (!served.isEmpty()) {
            return passed(text);
        }
        return failed(notUsed.isEmpty() ? text + "; set 'algorithms' to the algorithms of the issuer" : text);
    }

    private Finding clock(Issuer issuer, String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration difference = Duration.between(theirs, clock.instant());
            String text = prefix(issuer) + "our clock is " + difference.toSeconds() + " s ahead of the issuer's";
            return difference.abs().compareTo(skew) <= 0
                    ? passed(text)
                    : failed(text + "; expected at most " + skew.toSeconds()
                            + " s ('clock-skew'); synchronize the clocks by NTP");
        } catch (DateTimeParseException unreadable) {
            return failed(
                    prefix(issuer) + "the issuer sends a Date that is not valid, so the clocks were not compared");
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
