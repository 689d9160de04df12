package dev.lmcp.auth.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.InvalidJwsException;
import dev.lmcp.auth.oauth.jose.JwkSet;
import dev.lmcp.auth.oauth.jose.Jws;
import dev.lmcp.auth.oauth.jose.KeySet;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * lmcp's verifier and three others with the same setup: one key, RS256, one issuer, one audience, an expiry, one clock.
 */
final class Verifiers {

    private static final int SKEW_SECONDS = 30;

    private Verifiers() {}

    static Predicate<String> lmcp(TestIssuer issuer) {
        KeySet keys = KeySet.of(
                JwkSet.readPublic(issuer.jwks(TestIssuer.KEY_ID).getBytes(StandardCharsets.UTF_8), KeySet.EMPTY)
                        .orElseThrow());
        ClaimsPolicy policy = new ClaimsPolicy(
                new IssuerRule(Set.of(TestIssuer.URL), Optional.empty()),
                new AudienceRule("aud", Set.of(TestIssuer.AUDIENCE), "audiences"),
                TypeRule.LAX,
                new TimeRule(Duration.ofSeconds(SKEW_SECONDS), Duration.ofDays(366), Optional.empty(), false),
                true,
                List.of(),
                new ScopeClaims(List.of("scope", "scp"), Set.of(), List.of(), false),
                new PrincipalClaims("sub", List.of("client_id", "azp")));
        return token -> {
            try {
                Jws jws = Jws.parse(token);
                jws.verify(EnumSet.of(Algorithm.RS256), keys::keyFor);
                policy.check(jws.header().type(), Claims.read(jws.payload()), TestIssuer.NOW);
                return true;
            } catch (InvalidJwsException | InvalidTokenException refused) {
                return false;
            }
        };
    }

    /**
     * The other libraries by name. Each exception counts as a refusal, because some libraries throw undeclared ones.
     */
    static Map<String, Predicate<String>> others(TestIssuer issuer) {
        Map<String, Predicate<String>> others = new LinkedHashMap<>();
        others.put("Nimbus", nimbus(publicKey(issuer)));
        others.put("jjwt", jjwt(publicKey(issuer)));
        others.put("jose4j", jose4j(publicKey(issuer)));
        return others;
    }

    private static Predicate<String> nimbus(RSAPublicKey key) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256,
                new ImmutableJWKSet<>(new JWKSet(
                        new RSAKey.Builder(key).keyID(TestIssuer.KEY_ID).build()))));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        TestIssuer.AUDIENCE,
                        new JWTClaimsSet.Builder().issuer(TestIssuer.URL).build(),
                        Set.of("exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(TestIssuer.NOW);
                    }
                };
        claims.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        return token -> {
            try {
                processor.process(token, null);
                return true;
            } catch (ParseException | BadJOSEException | JOSEException | RuntimeException refused) {
                return false;
            }
        };
    }

    private static Predicate<String> jjwt(RSAPublicKey key) {
        JwtParser parser = Jwts.parser()
                .verifyWith(key)
                .requireIssuer(TestIssuer.URL)
                .requireAudience(TestIssuer.AUDIENCE)
                .clock(() -> Date.from(TestIssuer.NOW))
                .clockSkewSeconds(SKEW_SECONDS)
                .build();
        return token -> {
            try {
                return "RS256"
                        .equals(parser.parseSignedClaims(token).getHeader().getAlgorithm());
            } catch (JwtException | IllegalArgumentException refused) {
                return false;
            }
        };
    }

    private static Predicate<String> jose4j(RSAPublicKey key) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
                .setExpectedIssuer(TestIssuer.URL)
                .setExpectedAudience(TestIssuer.AUDIENCE)
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(TestIssuer.NOW.getEpochSecond()))
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
        return token -> {
            try {
                consumer.processToClaims(token);
                return true;
            } catch (InvalidJwtException | RuntimeException refused) {
                return false;
            }
        };
    }

    private static RSAPublicKey publicKey(TestIssuer issuer) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(issuer.modulus(), issuer.exponent()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
