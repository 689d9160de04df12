package dev.lmcp.auth.oauth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Four other libraries with the setup of their documentation: one key, one algorithm, one issuer, one audience, an expiry. */
final class OtherLibraries {

    private static final int SKEW_SECONDS = 30;

    private OtherLibraries() {}

    static DefaultJWTProcessor<SecurityContext> nimbus(RSAPublicKey key) {
        return nimbus(JWSAlgorithm.RS256, new RSAKey.Builder(key).keyID(BenchTokens.KEY_ID).build());
    }

    static DefaultJWTProcessor<SecurityContext> nimbus(byte[] secret) {
        return nimbus(
                JWSAlgorithm.HS256,
                new OctetSequenceKey.Builder(secret).keyID(BenchTokens.KEY_ID).build());
    }

    private static DefaultJWTProcessor<SecurityContext> nimbus(JWSAlgorithm algorithm, JWK key) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, new ImmutableJWKSet<>(new JWKSet(key))));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                BenchTokens.AUDIENCE, new JWTClaimsSet.Builder().issuer(BenchTokens.ISSUER).build(), Set.of("exp"));
        claims.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    static JwtParser jjwt(RSAPublicKey key) {
        return jjwt(Jwts.parser().verifyWith(key));
    }

    static JwtParser jjwt(byte[] secret) {
        return jjwt(Jwts.parser().verifyWith(Keys.hmacShaKeyFor(secret)));
    }

    private static JwtParser jjwt(JwtParserBuilder parser) {
        return parser.requireIssuer(BenchTokens.ISSUER)
                .requireAudience(BenchTokens.AUDIENCE)
                .clockSkewSeconds(SKEW_SECONDS)
                .build();
    }

    static JWTVerifier javaJwt(RSAPublicKey key) {
        return javaJwt(Algorithm.RSA256(key, null));
    }

    static JWTVerifier javaJwt(byte[] secret) {
        return javaJwt(Algorithm.HMAC256(secret));
    }

    private static JWTVerifier javaJwt(Algorithm algorithm) {
        return JWT.require(algorithm)
                .withIssuer(BenchTokens.ISSUER)
                .withAudience(BenchTokens.AUDIENCE)
                .withClaimPresence("exp")
                .acceptLeeway(SKEW_SECONDS)
                .build();
    }

    static JwtConsumer jose4j(Key key, String algorithm) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, algorithm)
                .setExpectedIssuer(BenchTokens.ISSUER)
                .setExpectedAudience(BenchTokens.AUDIENCE)
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
    }
}
