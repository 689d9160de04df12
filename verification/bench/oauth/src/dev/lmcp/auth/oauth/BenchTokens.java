package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.JwkSet;
import dev.lmcp.auth.oauth.jose.KeySet;
import dev.lmcp.auth.oauth.jose.SecretKeyReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token as an authorization server issues it, and the settings of lmcp to verify it. */
final class BenchTokens {

    static final String ISSUER = "https://issuer.example/realms/tools";
    static final String AUDIENCE = "https://mcp.example/mcp";
    static final String KEY_ID = "k3QmXb7cYz1u8dE2";

    final byte[] secret = new byte[32];
    final RSAPublicKey publicKey;
    final String rs256;
    final String hs256;

    BenchTokens() throws GeneralSecurityException {
        new SecureRandom().nextBytes(secret);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        publicKey = (RSAPublicKey) pair.getPublic();
        rs256 = rs256(pair);
        hs256 = hs256();
    }

    private String rs256(KeyPair pair) throws GeneralSecurityException {
        String text = unsigned("RS256");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + encode(signature.sign());
    }

    private String hs256() throws GeneralSecurityException {
        String text = unsigned("HS256");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return text + "." + encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String unsigned(String algorithm) {
        long now = Instant.now().getEpochSecond();
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}";
        String claims = "{\"exp\":" + (now + 86_400) + ",\"iat\":" + now + ",\"jti\":\"7c9a2f0e-5b1d-4e43-9a6f-1d0f8b2c3e4a\""
                + ",\"iss\":\"" + ISSUER + "\",\"aud\":\"" + AUDIENCE + "\",\"sub\":\"c95686b0-f675-4fbd-a554-82e53ae16eb5\""
                + ",\"typ\":\"Bearer\",\"azp\":\"39484594-d9ed-4057-b6b3-66a5c7cc8922\",\"scope\":\"tools.read tools.call\"}";
        return encode(header) + "." + encode(claims);
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The part of a token that is signed. */
    static byte[] signed(String token) {
        return token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] signature(String token) {
        return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    }

    Issuer rsaIssuer() {
        String jwk = "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + KEY_ID + "\",\"n\":\""
                + encode(magnitude(publicKey.getModulus().toByteArray())) + "\",\"e\":\""
                + encode(magnitude(publicKey.getPublicExponent().toByteArray())) + "\"}";
        byte[] document = ("{\"keys\":[" + jwk + "]}").getBytes(StandardCharsets.UTF_8);
        JwkSet jwks = JwkSet.readPublic(document, KeySet.EMPTY).orElseThrow();
        return issuer(Algorithm.RS256, KeySet.of(jwks));
    }

    Issuer secretIssuer() {
        String jwk = "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"" + KEY_ID + "\",\"k\":\"" + encode(secret) + "\"}";
        return issuer(Algorithm.HS256, SecretKeyReader.read(jwk.getBytes(StandardCharsets.UTF_8)));
    }

    private static Issuer issuer(Algorithm algorithm, KeySet keys) {
        ClaimsPolicy policy = new ClaimsPolicy(
                new IssuerRule(Set.of(ISSUER), Optional.empty()),
                new AudienceRule("aud", Set.of(AUDIENCE)),
                TypeRule.LAX,
                new TimeRule(Duration.ofSeconds(30), Duration.ofDays(366), Optional.empty(), false),
                true,
                List.of(),
                new ScopeClaims(List.of("scope", "scp"), List.of(), false),
                new PrincipalClaims("sub", List.of("client_id", "azp", "appid", "cid")));
        return new Issuer(
                "default",
                ISSUER,
                TokenFormat.JWT,
                EnumSet.of(algorithm),
                policy,
                new FixedKeys(keys),
                Optional.empty(),
                Optional.empty());
    }

    private static byte[] magnitude(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }
}
