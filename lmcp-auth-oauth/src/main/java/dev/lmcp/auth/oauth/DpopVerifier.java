package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.HttpUrl;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.InvalidJwsException;
import dev.lmcp.auth.oauth.jose.JwkThumbprint;
import dev.lmcp.auth.oauth.jose.Jws;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the DPoP proof of a bound token: the caller must hold the key of the token (RFC 9449 §4.3, §7.1). */
final class DpopVerifier {

    /** RSA is not supported: Bouncy Castle needs 50 ms to check a new modulus, and each request may bring a new one. */
    static final Set<Algorithm> ALGORITHMS = EnumSet.of(Algorithm.ES256, Algorithm.ES384, Algorithm.EDDSA);

    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final DpopMode mode;
    private final Set<String> targets;

    /**
     * Creates the verifier.
     *
     * @param targets the URLs that clients call
     */
    DpopVerifier(DpopMode mode, Set<URI> targets) {
        this.mode = mode;
        this.targets = targets.stream().map(DpopVerifier::normalized).collect(Collectors.toUnmodifiableSet());
    }

    /** The {@code alg} values, in a fixed order. */
    static List<String> algorithmNames() {
        return ALGORITHMS.stream().map(Algorithm::wireName).toList();
    }

    /**
     * The token and the proof of a request.
     *
     * @param isDpop true if the scheme is {@code DPoP}
     * @param method the HTTP method
     * @param proof the {@code DPoP} field
     */
    record Presented(String token, boolean isDpop, String method, Optional<String> proof) {}

    /**
     * Checks that a bound token has a valid proof, and that an unbound token is allowed.
     *
     * @throws InvalidTokenException if this is not the case
     */
    void check(Presented presented, VerifiedToken token, Instant now) {
        if (token.boundKeyThumbprint().isEmpty()) {
            refuseIf(presented.isDpop() || mode == DpopMode.REQUIRE, RefusalReason.PROOF_INVALID);
            return;
        }
        refuseIf(mode == DpopMode.OFF, RefusalReason.BINDING_UNSUPPORTED);
        // A bound token must not be accepted as Bearer (RFC 9449 §7.2).
        refuseIf(!presented.isDpop(), RefusalReason.PROOF_MISSING);
        String proof = presented.proof().orElseThrow(() -> new InvalidTokenException(RefusalReason.PROOF_MISSING));
        try {
            checkProof(proof, token.boundKeyThumbprint().get(), presented, now);
        } catch (InvalidTokenException fault) {
            // Each fault here is a fault of the proof, and the challenge must say so.
            throw fault.as(RefusalReason.PROOF_INVALID);
        } catch (InvalidJwsException fault) {
            throw new InvalidTokenException(RefusalReason.PROOF_INVALID);
        }
    }

    private void checkProof(String text, String boundKeyThumbprint, Presented presented, Instant now) {
        Jws proof = Jws.parseProof(text);
        refuseIf(!proof.header().type().equals(Optional.of("dpop+jwt")), RefusalReason.PROOF_INVALID);
        Key key = proof.verifyWithEmbeddedKey(ALGORITHMS);
        refuseIf(!isEqual(JwkThumbprint.of(key), boundKeyThumbprint), RefusalReason.PROOF_INVALID);
        checkClaims(Claims.read(proof.payload()), presented, now);
    }

    private void checkClaims(Claims claims, Presented presented, Instant now) {
        refuseIf(claims.string("jti").filter(id -> !id.isEmpty()).isEmpty(), RefusalReason.PROOF_INVALID);
        refuseIf(!claims.string("htm").equals(Optional.of(presented.method())), RefusalReason.PROOF_INVALID);
        if (claims.string("htu").filter(this::isOurs).isEmpty()) {
            throw new InvalidTokenException(
                    RefusalReason.PROOF_INVALID,
                    () -> "'htu' of the DPoP proof is " + claims.shown("htu") + ", expected one of " + targets
                            + "; set 'resource' to the URL that clients call");
        }
        refuseIf(
                claims.string("ath")
                        .filter(hash -> isEqual(hash, accessTokenHash(presented.token())))
                        .isEmpty(),
                RefusalReason.PROOF_INVALID);
        Instant made = claims.time("iat").orElseThrow(() -> new InvalidTokenException(RefusalReason.PROOF_INVALID));
        if (made.isBefore(now.minus(MAX_CLOCK_DIFFERENCE)) || made.isAfter(now.plus(MAX_CLOCK_DIFFERENCE))) {
            throw new InvalidTokenException(
                    RefusalReason.PROOF_INVALID,
                    () -> "'iat' of the DPoP proof is "
                            + Duration.between(made, now).toSeconds()
                            + " s before the clock of this server, expected at most "
                            + MAX_CLOCK_DIFFERENCE.toSeconds()
                            + " s of difference; synchronize the clocks by NTP");
        }
    }

    private boolean isOurs(String target) {
        try {
            return targets.contains(normalized(URI.create(target)));
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /** Normalizes a URI: scheme and host in lower case; no default port, query or fragment (RFC 9449 §4.3). */
    private static String normalized(URI uri) {
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        // The server serves its path with a slash at the end, too.
        return HttpUrl.origin(uri) + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    private static String accessTokenHash(String token) {
        byte[] digest = Sha256.digest(token.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuseIf(boolean isWrong, RefusalReason reason) {
        if (isWrong) {
            throw new InvalidTokenException(reason);
        }
    }
}
