package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(WycheproofVectors.Resolver.class)
class WycheproofJwsTest {

    private static final String SIGNATURES = "json_web_signature_test.json";
    private static final String KEYS = "json_web_key_test.json";
    private static final String CRYPTO = "json_web_crypto_test.json";

    private static final Set<Algorithm> DEFAULTS = EnumSet.of(Algorithm.RS256, Algorithm.HS256);
    private static final Set<Algorithm> ALL = EnumSet.allOf(Algorithm.class);

    /** lmcp does not support these algorithms, so it refuses even a valid signature. */
    private static final Set<String> ABSENT = Set.of("RS384", "RS512", "PS384", "PS512", "ES512", "HS384", "HS512");

    private static final String DROPPED_CHARACTERS =
            "labelled valid; has '?' in a segment, right only if it is dropped";
    private static final String OTHER_ALGORITHM = "labelled valid; the header's alg is not the key's";
    private static final String SAME_AS_357 = "labelled invalid; equal byte for byte to 357, which is labelled valid";

    /** The rows of {@code json_web_signature_test.json} for which lmcp differs from the label, with the reason. */
    private static final Map<Integer, String> REFUSED_THOUGH_VALID = Map.of(
            346, OTHER_ALGORITHM,
            347, OTHER_ALGORITHM,
            350, OTHER_ALGORITHM,
            351, OTHER_ALGORITHM,
            372, DROPPED_CHARACTERS,
            373, DROPPED_CHARACTERS);

    private static final Map<Integer, String> ACCEPTED_THOUGH_INVALID = Map.of(367, SAME_AS_357, 370, SAME_AS_357);

    @TestFactory
    Stream<DynamicNode> agreesWithEachVector(WycheproofVectors files) {
        return Stream.of(
                files.tests(SIGNATURES, 401, WycheproofJwsTest::signatures),
                files.tests(KEYS, 26, WycheproofJwsTest::keys),
                files.tests(CRYPTO, 83, WycheproofJwsTest::signaturesAmongEncryptedTokens));
    }

    private static Stream<DynamicTest> signatures(List<WycheproofVectors.Vector> vectors) {
        return Stream.of(
                        WycheproofVectors.each(
                                vectors,
                                vector -> assertThat(accepts(vector, DEFAULTS))
                                        .as("with the default algorithms")
                                        .isEqualTo(expected(vector, DEFAULTS))),
                        WycheproofVectors.each(
                                vectors,
                                vector -> assertThat(accepts(vector, ALL))
                                        .as("with all algorithms")
                                        .isEqualTo(expected(vector, ALL))),
                        number(vectors, DEFAULTS, 18),
                        number(vectors, ALL, 26))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> keys(List<WycheproofVectors.Vector> vectors) {
        return Stream.concat(
                WycheproofVectors.each(
                        vectors,
                        vector -> assertThat(accepts(vector, ALL))
                                .isEqualTo(vector.labelledValid() && inUse(vector, ALL))),
                number(vectors, DEFAULTS, 3));
    }

    private static Stream<DynamicTest> signaturesAmongEncryptedTokens(List<WycheproofVectors.Vector> vectors) {
        return Stream.concat(
                WycheproofVectors.each(
                        vectors,
                        vector -> assertThat(accepts(vector, ALL))
                                .isEqualTo(
                                        vector.labelledValid() && vector.test().has("jws"))),
                number(vectors, ALL, 4));
    }

    private static Stream<DynamicTest> number(
            List<WycheproofVectors.Vector> vectors, Set<Algorithm> allowed, int expected) {
        return Stream.of(DynamicTest.dynamicTest(
                "accepts the expected number of signatures by " + allowed,
                () -> assertThat(vectors.stream().filter(vector -> accepts(vector, allowed)))
                        .hasSize(expected)));
    }

    private static boolean expected(WycheproofVectors.Vector vector, Set<Algorithm> allowed) {
        return (vector.labelledValid() || ACCEPTED_THOUGH_INVALID.containsKey(vector.id()))
                && !REFUSED_THOUGH_VALID.containsKey(vector.id())
                && inUse(vector, allowed);
    }

    /** Tells whether the header's algorithm is supported and allowed. */
    private static boolean inUse(WycheproofVectors.Vector vector, Set<Algorithm> allowed) {
        String token = vector.test().get("jws").stringValue();
        byte[] header = Base64Url.decode(token.substring(0, token.indexOf('.'))).orElse(new byte[0]);
        String name = StrictJson.TOKEN.object(header).orElseThrow().get("alg").stringValue();
        return !ABSENT.contains(name) && allowed.contains(Algorithm.named(name).orElseThrow());
    }

    private static boolean accepts(WycheproofVectors.Vector vector, Set<Algorithm> allowed) {
        JsonNode text = vector.test().has("jws")
                ? vector.test().get("jws")
                : vector.test().get("jwe");
        // The JSON serialization is an object in the file. A caller would send its text.
        String token = text.isString() ? text.stringValue() : text.toString();
        try {
            Key key = Jws.parse(token).verify(allowed, keys(vector.group())::keyFor);
            return key.supports(Jws.parse(token).header().algorithm());
        } catch (InvalidJwsException refused) {
            return false;
        }
    }

    /** Reads public keys as an issuer's document, and secrets as an operator's file. */
    private static KeySet keys(JsonNode group) {
        Optional<JwkSet> jwks = group.has("public")
                ? JwkSet.readPublic(set(group.get("public")), KeySet.EMPTY)
                : JwkSet.readSecret(set(group.get("private")));
        return jwks.map(KeySet::of).orElse(KeySet.EMPTY);
    }

    private static byte[] set(JsonNode jwk) {
        String text = jwk.has("keys") ? jwk.toString() : "{\"keys\":[" + jwk + "]}";
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
