package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

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
    Stream<DynamicTest> signaturesWithTheDefaultAlgorithms() {
        return WycheproofFile.open(SIGNATURES)
                .tests(401, vector -> assertThat(accepts(vector, DEFAULTS)).isEqualTo(expected(vector, DEFAULTS)));
    }

    @TestFactory
    Stream<DynamicTest> signaturesWithEveryAlgorithm() {
        return WycheproofFile.open(SIGNATURES)
                .tests(401, vector -> assertThat(accepts(vector, ALL)).isEqualTo(expected(vector, ALL)));
    }

    @TestFactory
    Stream<DynamicTest> keys() {
        return WycheproofFile.open(KEYS)
                .tests(
                        26,
                        vector -> assertThat(accepts(vector, ALL))
                                .isEqualTo(vector.labelledValid() && inUse(vector, ALL)));
    }

    @TestFactory
    Stream<DynamicTest> signaturesAmongEncryptedTokens() {
        return WycheproofFile.open(CRYPTO)
                .tests(
                        83,
                        vector -> assertThat(accepts(vector, ALL))
                                .isEqualTo(
                                        vector.labelledValid() && vector.test().has("jws")));
    }

    @Test
    void acceptsTheExpectedNumberOfSignatures() {
        assertThat(accepted(SIGNATURES, 401, DEFAULTS)).isEqualTo(18);
        assertThat(accepted(SIGNATURES, 401, ALL)).isEqualTo(26);
        assertThat(accepted(KEYS, 26, DEFAULTS)).isEqualTo(3);
        assertThat(accepted(CRYPTO, 83, ALL)).isEqualTo(4);
    }

    private static boolean expected(WycheproofFile.Vector vector, Set<Algorithm> allowed) {
        return (vector.labelledValid() || ACCEPTED_THOUGH_INVALID.containsKey(vector.id()))
                && !REFUSED_THOUGH_VALID.containsKey(vector.id())
                && inUse(vector, allowed);
    }

    /** Tells whether the header's algorithm is supported and allowed. */
    private static boolean inUse(WycheproofFile.Vector vector, Set<Algorithm> allowed) {
        String token = vector.test().get("jws").stringValue();
        byte[] header = Base64Url.decode(token.substring(0, token.indexOf('.'))).orElse(new byte[0]);
        String name = StrictJson.TOKEN.object(header).orElseThrow().get("alg").stringValue();
        return !ABSENT.contains(name) && allowed.contains(Algorithm.named(name).orElseThrow());
    }

    private static long accepted(String file, int vectors, Set<Algorithm> allowed) {
        return WycheproofFile.open(file).vectors(vectors).stream()
                .filter(vector -> accepts(vector, allowed))
                .count();
    }

    private static boolean accepts(WycheproofFile.Vector vector, Set<Algorithm> allowed) {
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
