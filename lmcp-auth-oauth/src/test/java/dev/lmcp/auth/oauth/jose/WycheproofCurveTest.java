package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
class WycheproofCurveTest {

    private record Suite(String file, Algorithm algorithm, int vectors, int accepted) {}

    private static final List<Suite> SUITES = List.of(
            new Suite("ecdsa_secp256r1_sha256_p1363_test.json", Algorithm.ES256, 262, 173),
            new Suite("ecdsa_secp384r1_sha384_p1363_test.json", Algorithm.ES384, 280, 193),
            new Suite("ed25519_test.json", Algorithm.EDDSA, 151, 88));

    @TestFactory
    Stream<DynamicNode> agreesWithEachVector(WycheproofVectors files) {
        return SUITES.stream()
                .map(suite -> files.tests(suite.file(), suite.vectors(), vectors -> tests(suite, vectors)));
    }

    private static Stream<DynamicTest> tests(Suite suite, List<WycheproofVectors.Vector> vectors) {
        DynamicTest number = DynamicTest.dynamicTest(
                "accepts the expected number of signatures",
                () -> assertThat(vectors.stream().filter(vector -> accepts(vector, suite.algorithm())))
                        .hasSize(suite.accepted()));
        return Stream.concat(
                WycheproofVectors.each(
                        vectors,
                        vector -> assertThat(accepts(vector, suite.algorithm())).isEqualTo(vector.labelledValid())),
                Stream.of(number));
    }

    private static boolean accepts(WycheproofVectors.Vector vector, Algorithm algorithm) {
        return key(vector.group().get("publicKey"))
                .verifies(
                        algorithm,
                        bytes(vector.test().get("msg")),
                        bytes(vector.test().get("sig")));
    }

    private static Key key(JsonNode key) {
        JwkIdentity name = new JwkIdentity(Optional.empty(), Optional.empty(), "", List.of());
        if (key.has("pk")) {
            return EdKey.of(name, "Ed25519", bytes(key.get("pk")));
        }
        byte[] point = bytes(key.get("uncompressed"));
        int length = point.length / 2;
        return EcKey.of(
                name,
                length == 32 ? "P-256" : "P-384",
                Arrays.copyOfRange(point, 1, 1 + length),
                Arrays.copyOfRange(point, 1 + length, point.length));
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.stringValue());
    }
}
