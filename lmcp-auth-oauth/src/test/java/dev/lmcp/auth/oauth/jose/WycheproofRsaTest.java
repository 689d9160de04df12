package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class WycheproofRsaTest {

    /** The number of vectors of a file, and the number of signatures that lmcp accepts. */
    private record Contents(int vectors, int accepted) {}

    private static final Map<String, Contents> PKCS1 = Map.of(
            "rsa_signature_2048_sha256_test.json", new Contents(259, 7),
            "rsa_signature_3072_sha256_test.json", new Contents(259, 7),
            "rsa_signature_4096_sha256_test.json", new Contents(258, 7),
            "rsa_signature_8192_sha256_test.json", new Contents(258, 7));

    private static final Map<String, Contents> PSS = Map.of(
            "rsa_pss_2048_sha256_mgf1_32_test.json", new Contents(108, 63),
            "rsa_pss_3072_sha256_mgf1_32_test.json", new Contents(108, 63),
            "rsa_pss_4096_sha256_mgf1_32_test.json", new Contents(108, 63));

    @TestFactory
    Stream<DynamicTest> rs256AgreesWithEveryVector() {
        return PKCS1.entrySet().stream().flatMap(file -> tests(file.getKey(), file.getValue(), Algorithm.RS256));
    }

    @TestFactory
    Stream<DynamicTest> ps256AgreesWithEveryVector() {
        return PSS.entrySet().stream().flatMap(file -> tests(file.getKey(), file.getValue(), Algorithm.PS256));
    }

    @Test
    void acceptsTheExpectedNumberOfRs256Signatures() {
        assertAccepted(PKCS1, Algorithm.RS256);
    }

    @Test
    void acceptsTheExpectedNumberOfPs256Signatures() {
        assertAccepted(PSS, Algorithm.PS256);
    }

    private static Stream<DynamicTest> tests(String file, Contents contents, Algorithm algorithm) {
        return WycheproofFile.open(file).tests(contents.vectors(), vector -> check(vector, algorithm));
    }

    private static void check(WycheproofFile.Vector vector, Algorithm algorithm) {
        if (exponent(vector.group()).equals(BigInteger.valueOf(3))) {
            // lmcp refuses a key with an exponent below 65537, even if the signature is valid.
            assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> key(vector.group()));
            return;
        }
        // "acceptable" is the DigestInfo without NULL. lmcp compares with the only valid encoding.
        assertThat(accepts(vector, algorithm)).as(vector.label()).isEqualTo(vector.labelledValid());
    }

    private static void assertAccepted(Map<String, Contents> files, Algorithm algorithm) {
        files.forEach((name, contents) -> assertThat(WycheproofFile.open(name).vectors(contents.vectors()).stream()
                        .filter(vector -> exponent(vector.group()).intValue() != 3 && accepts(vector, algorithm)))
                .as(name)
                .hasSize(contents.accepted()));
    }

    private static boolean accepts(WycheproofFile.Vector vector, Algorithm algorithm) {
        return key(vector.group())
                .verifies(
                        algorithm,
                        bytes(vector.test().get("msg")),
                        bytes(vector.test().get("sig")));
    }

    private static Key key(JsonNode group) {
        JwkIdentity name = new JwkIdentity(Optional.empty(), Optional.empty(), "RSA", List.of());
        return RsaKey.of(name, number(group.get("publicKey").get("modulus")), exponent(group));
    }

    private static BigInteger exponent(JsonNode group) {
        return number(group.get("publicKey").get("publicExponent"));
    }

    private static BigInteger number(JsonNode hex) {
        return new BigInteger(hex.stringValue(), 16);
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.stringValue());
    }
}
