package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(WycheproofVectors.Resolver.class)
class WycheproofRsaTest {

    /** A file, the number of its vectors, and the number of signatures that lmcp accepts. */
    private record Suite(String file, Algorithm algorithm, int vectors, int accepted) {}

    private static final List<Suite> SUITES = List.of(
            new Suite("rsa_signature_2048_sha256_test.json", Algorithm.RS256, 259, 7),
            new Suite("rsa_signature_3072_sha256_test.json", Algorithm.RS256, 259, 7),
            new Suite("rsa_signature_4096_sha256_test.json", Algorithm.RS256, 258, 7),
            new Suite("rsa_signature_8192_sha256_test.json", Algorithm.RS256, 258, 7),
            new Suite("rsa_pss_2048_sha256_mgf1_32_test.json", Algorithm.PS256, 108, 63),
            new Suite("rsa_pss_3072_sha256_mgf1_32_test.json", Algorithm.PS256, 108, 63),
            new Suite("rsa_pss_4096_sha256_mgf1_32_test.json", Algorithm.PS256, 108, 63));

    @TestFactory
    Stream<DynamicNode> agreesWithEachVector(WycheproofVectors files) {
        return SUITES.stream()
                .map(suite -> files.tests(suite.file(), suite.vectors(), vectors -> tests(suite, vectors)));
    }

    private static Stream<DynamicTest> tests(Suite suite, List<WycheproofVectors.Vector> vectors) {
        DynamicTest number = DynamicTest.dynamicTest(
                "accepts the expected number of signatures",
                () -> assertThat(vectors.stream()
                                .filter(vector ->
                                        exponent(vector.group()).intValue() != 3 && accepts(vector, suite.algorithm())))
                        .hasSize(suite.accepted()));
        return Stream.concat(
                WycheproofVectors.each(vectors, vector -> check(vector, suite.algorithm())), Stream.of(number));
    }

    private static void check(WycheproofVectors.Vector vector, Algorithm algorithm) {
        if (exponent(vector.group()).equals(BigInteger.valueOf(3))) {
            // lmcp refuses a key with an exponent below 65537, even if the signature is valid.
            assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> key(vector.group()));
            return;
        }
        // "acceptable" is the DigestInfo without NULL. lmcp compares with the only valid encoding.
        assertThat(accepts(vector, algorithm)).as(vector.label()).isEqualTo(vector.labelledValid());
    }

    private static boolean accepts(WycheproofVectors.Vector vector, Algorithm algorithm) {
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
