package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.auth.oauth.jose.Sha256;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.testkit.plugin.TestCredentials;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DpopVerifierTest {

    private static final TestIssuer ISSUER = TestIssuer.seeded(1);

    private final TestServices services = TestServices.withThreads(TestIssuer.CLOCK);
    private final AsymmetricCipherKeyPair holder = keyPair();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        services.close();
    }

    private static AsymmetricCipherKeyPair keyPair() {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(new ECDomainParameters(curve), new SecureRandom()));
        return generator.generateKeyPair();
    }

    private static String jwk(AsymmetricCipherKeyPair keys) {
        ECPoint point = ((ECPublicKeyParameters) keys.getPublic()).getQ().normalize();
        return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                + TestIssuer.encode(point.getAffineXCoord().getEncoded()) + "\",\"y\":\""
                + TestIssuer.encode(point.getAffineYCoord().getEncoded()) + "\"}";
    }

    private static String sign(AsymmetricCipherKeyPair keys, String header, String claims) {
        String text = TestIssuer.encode(header) + "." + TestIssuer.encode(claims);
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, keys.getPrivate());
        BigInteger[] numbers = signer.generateSignature(Sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        byte[] signature = new byte[64];
        for (int half = 0; half < 2; half++) {
            byte[] number = numbers[half].toByteArray();
            byte[] bare = number.length > 32 ? Arrays.copyOfRange(number, number.length - 32, number.length) : number;
            System.arraycopy(bare, 0, signature, 32 * (half + 1) - bare.length, bare.length);
        }
        return text + "." + TestIssuer.encode(signature);
    }

    private String header() {
        return "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + jwk(holder) + "}";
    }

    private static String claims(String token) {
        return "{\"jti\":\"1\",\"htm\":\"POST\",\"htu\":\"https://MCP.example:443/mcp\",\"iat\":" + TestIssuer.at(0)
                + ",\"ath\":\"" + TestIssuer.encode(Sha256.digest(token.getBytes(StandardCharsets.UTF_8))) + "\"}";
    }

    private String boundToken() {
        String thumbprint = TestIssuer.encode(Sha256.digest(jwk(holder).getBytes(StandardCharsets.UTF_8)));
        return ISSUER.token(TestIssuer.HEADER, TestIssuer.claims(",\"cnf\":{\"jkt\":\"" + thumbprint + "\"}"));
    }

    private Authenticator authenticator(String mode) throws IOException {
        Path jwks = Files.writeString(directory.resolve("jwks"), ISSUER.jwks(TestIssuer.KEY_ID));
        TestSettings settings = TestSettings.of(
                "lmcp.auth.oauth.",
                "resource = " + TestIssuer.AUDIENCE,
                "issuer = " + TestIssuer.URL,
                "discovery = off",
                "jwks-file = " + jwks,
                "dpop = " + mode);
        Authenticator authenticator = new OAuthProvider().create(settings, services);
        assertThat(settings.problems()).isEmpty();
        return authenticator;
    }

    private static boolean accepts(Authenticator authenticator, TestCredentials request) {
        return authenticator.authenticate(request) instanceof AuthDecision.Accepted;
    }

    private static TestCredentials proven(String token, String proof) {
        return TestCredentials.authorization("DPoP", token).with("DPoP", proof);
    }

    @Test
    void acceptsABoundTokenWithItsProof() throws IOException {
        String token = boundToken();
        String proof = sign(holder, header(), claims(token));

        assertThat(accepts(authenticator("accept"), proven(token, proof))).isTrue();
        assertThat(accepts(authenticator("require"), proven(token, proof))).isTrue();
        assertThat(accepts(authenticator("off"), proven(token, proof))).isFalse();
    }

    /** The server serves its path with a slash at the end, too, and a client signs the URL that it calls. */
    @Test
    void acceptsTheUrlWithASlashAtTheEndButNoOther() throws IOException {
        String token = boundToken();
        Authenticator authenticator = authenticator("accept");
        for (String url :
                List.of("https://mcp.example/mcp/", "HTTPS://mcp.example:443/mcp", "https://mcp.example/mcp?x#y")) {
            String proof = sign(holder, header(), claims(token).replace("https://MCP.example:443/mcp", url));
            assertThat(accepts(authenticator, proven(token, proof))).as(url).isTrue();
        }
        for (String url :
                List.of("https://mcp.example/mcp//", "https://mcp.example/MCP", "http://mcp.example/mcp", "x")) {
            String proof = sign(holder, header(), claims(token).replace("https://MCP.example:443/mcp", url));
            try (LogLines log = new LogLines()) {
                assertThat(accepts(authenticator, proven(token, proof))).as(url).isFalse();
                assertThat(log.all())
                        .allMatch(line -> line.contains("proof_invalid: 'htu' of the DPoP proof is \"" + url
                                + "\", expected one of [https://mcp.example/mcp]"));
            }
        }
    }

    @Test
    void neverAcceptsABoundTokenAsBearer() throws IOException {
        String token = boundToken();

        for (String mode : List.of("off", "accept", "require")) {
            assertThat(accepts(authenticator(mode), TestCredentials.bearer(token)))
                    .as(mode)
                    .isFalse();
        }
        assertThat(accepts(authenticator("accept"), TestCredentials.authorization("DPoP", token)))
                .isFalse();
    }

    @Test
    void acceptsAnUnboundTokenAsBearerUnlessBindingIsRequired() throws IOException {
        String token = ISSUER.token(TestIssuer.HEADER, TestIssuer.claims(""));

        assertThat(accepts(authenticator("accept"), TestCredentials.bearer(token)))
                .isTrue();
        assertThat(accepts(authenticator("require"), TestCredentials.bearer(token)))
                .isFalse();
        assertThat(accepts(authenticator("accept"), proven(token, sign(holder, header(), claims(token)))))
                .isFalse();
    }

    @Test
    void refusesEveryWrongProof() throws IOException {
        Authenticator authenticator = authenticator("accept");
        String token = boundToken();
        String good = claims(token);
        AsymmetricCipherKeyPair thief = keyPair();
        Map<String, String> proofs = Map.ofEntries(
                Map.entry("another key's", sign(thief, header().replace(jwk(holder), jwk(thief)), good)),
                Map.entry("another key's signature", sign(thief, header(), good)),
                Map.entry("typ", sign(holder, header().replace("dpop+jwt", "JWT"), good)),
                Map.entry("no key", sign(holder, "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\"}", good)),
                Map.entry("a private key", sign(holder, header().replace("\"kty\"", "\"d\":\"AA\",\"kty\""), good)),
                Map.entry("a secret key", sign(holder, header().replace("\"EC\"", "\"oct\""), good)),
                Map.entry("an RSA key", sign(holder, header().replace("\"EC\"", "\"RSA\""), good)),
                Map.entry("alg", sign(holder, header().replace("ES256", "HS256"), good)),
                Map.entry("none", sign(holder, header().replace("ES256", "none"), good)),
                Map.entry("method", sign(holder, header(), good.replace("POST", "GET"))),
                Map.entry("address", sign(holder, header(), good.replace("/mcp\"", "/other\""))),
                Map.entry("http", sign(holder, header(), good.replace("https", "http"))),
                Map.entry("no address", sign(holder, header(), good.replace("htu", "hta"))),
                Map.entry("another token's", sign(holder, header(), claims("x"))),
                Map.entry(
                        "too old",
                        sign(holder, header(), good.replace("" + TestIssuer.at(0), "" + TestIssuer.at(-301)))),
                Map.entry(
                        "from the future",
                        sign(holder, header(), good.replace("" + TestIssuer.at(0), "" + TestIssuer.at(301)))),
                Map.entry("no time", sign(holder, header(), good.replace("iat", "iax"))),
                Map.entry("no id", sign(holder, header(), good.replace("jti", "jtx"))),
                Map.entry("garbage", "garbage"),
                Map.entry("the token itself", token));

        proofs.forEach((label, proof) -> assertThat(accepts(authenticator, proven(token, proof)))
                .as(label)
                .isFalse());
    }

    @Test
    void challengeNamesTheErrorAndTheSupportedAlgorithms() throws IOException {
        AuthDecision decision = authenticator("accept").authenticate(proven(boundToken(), "garbage.x.y"));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        AuthDecision.Rejected.class,
                        rejected -> assertThat(
                                        rejected.challenge().orElseThrow().toString())
                                .startsWith("DPoP algs=\"ES256 ES384 EdDSA\", error=\"invalid_dpop_proof\""));
    }

    @Test
    void metadataListsTheSupportedAlgorithms() throws IOException {
        authenticator("require");

        assertThat(new String(
                        services.documents()
                                .get("/.well-known/oauth-protected-resource")
                                .read()
                                .orElseThrow()
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("\"dpop_signing_alg_values_supported\":[\"ES256\",\"ES384\",\"EdDSA\"]")
                .contains("\"dpop_bound_access_tokens_required\":true");
    }
}
