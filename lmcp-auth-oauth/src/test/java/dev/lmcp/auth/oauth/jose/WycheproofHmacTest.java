package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
class WycheproofHmacTest {

    private static final String FILE = "hmac_sha256_test.json";
    private static final int VECTORS = 174;

    @TestFactory
    Stream<DynamicNode> hs256AgreesWithEachVector(WycheproofVectors files) {
        return Stream.of(files.tests(FILE, VECTORS, WycheproofHmacTest::tests));
    }

    private static Stream<DynamicTest> tests(List<WycheproofVectors.Vector> vectors) {
        DynamicTest number = DynamicTest.dynamicTest(
                "accepts each tag of full length whose key is long enough",
                () -> assertThat(vectors.stream().filter(vector -> longEnough(vector) && accepts(vector)))
                        .hasSize(30));
        return Stream.concat(WycheproofVectors.each(vectors, WycheproofHmacTest::check), Stream.of(number));
    }

    private static void check(WycheproofVectors.Vector vector) {
        if (!longEnough(vector)) {
            // RFC 7518 §3.2: a secret must be at least as long as the digest.
            assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> key(vector));
            return;
        }
        // A truncated tag may be valid for HMAC, but never for HS256.
        boolean whole = vector.group().get("tagSize").intValue() == 256;
        assertThat(accepts(vector)).isEqualTo(whole && vector.labelledValid());
    }

    private static boolean accepts(WycheproofVectors.Vector vector) {
        return key(vector)
                .verifies(
                        Algorithm.HS256,
                        bytes(vector.test().get("msg")),
                        bytes(vector.test().get("tag")));
    }

    private static boolean longEnough(WycheproofVectors.Vector vector) {
        return bytes(vector.test().get("key")).length >= 32;
    }

    private static Key key(WycheproofVectors.Vector vector) {
        JwkIdentity name = new JwkIdentity(Optional.empty(), Optional.empty(), "oct", List.of());
        return SecretKey.of(name, bytes(vector.test().get("key")));
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.stringValue());
    }
}
