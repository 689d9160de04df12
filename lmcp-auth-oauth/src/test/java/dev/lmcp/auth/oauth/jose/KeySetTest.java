package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeySetTest {

    private static final TestRsaKey ONE = TestRsaKey.seeded(1);
    private static final TestRsaKey TWO = TestRsaKey.seeded(2);

    private static Optional<JwkSet> read(String json) {
        return JwkSet.readPublic(json.getBytes(StandardCharsets.UTF_8), KeySet.EMPTY);
    }

    private static KeySet set(String... keys) {
        return KeySet.of(read("{\"keys\":[" + String.join(",", keys) + "]}").orElseThrow());
    }

    private static InvalidJwsException.Reason refusal(KeySet keys, String keyId) {
        KeySet.Choice choice = keys.choose(Algorithm.RS256, Optional.ofNullable(keyId));
        return choice instanceof KeySet.Choice.None none ? none.reason() : null;
    }

    private static boolean usable(String jwk) {
        return set(jwk).supportsAny(List.of(Algorithm.values()));
    }

    private static String rsa(BigInteger modulus, String exponent) {
        return "{\"kty\":\"RSA\",\"n\":\"" + TestRsaKey.encode(modulus.toByteArray()) + "\",\"e\":\"" + exponent
                + "\"}";
    }

    @Test
    void choosesTheKeyByItsId() {
        KeySet keys = set(ONE.jwk("a"), TWO.jwk("b"));

        assertThat(refusal(keys, "a")).isNull();
        assertThat(refusal(keys, "c")).isEqualTo(InvalidJwsException.Reason.KEY_UNKNOWN);
        assertThat(refusal(keys, null)).isEqualTo(InvalidJwsException.Reason.KEY_AMBIGUOUS);
        assertThat(refusal(set(ONE.jwk("a")), null)).isNull();
    }

    @Test
    void usesNeitherOfTwoKeysWithTheSameIdAndType() {
        KeySet keys = set(ONE.jwk("a"), TWO.jwk("a"), TWO.jwk("b"));

        assertThat(refusal(keys, "a")).isEqualTo(InvalidJwsException.Reason.KEY_UNSUITABLE);
        assertThat(refusal(keys, "b")).isNull();
    }

    @Test
    void usesAKeyForItsAlgorithmOnly() {
        KeySet keys = set(ONE.jwk("a"));

        assertThat(keys.choose(Algorithm.PS256, Optional.of("a"))).isEqualTo(KeySet.Choice.NONE_UNSUITABLE);
        assertThat(set(ONE.jwk("a").replace("\"alg\":\"RS256\",", "")).choose(Algorithm.PS256, Optional.of("a")))
                .isInstanceOf(KeySet.Choice.Found.class);
    }

    @Test
    void skipsKeysForOtherUses() {
        String good = ONE.jwk("a");

        assertThat(usable(good)).isTrue();
        assertThat(usable(good.replace("\"sig\"", "\"enc\""))).isFalse();
        assertThat(usable(good.replace("\"sig\"", "1"))).isFalse();
        assertThat(usable(good.replace("\"use\":\"sig\"", "\"key_ops\":[\"verify\"]")))
                .isTrue();
        assertThat(usable(good.replace("\"use\":\"sig\"", "\"key_ops\":[\"encrypt\"]")))
                .isFalse();
        assertThat(usable(good.replace("\"use\":\"sig\"", "\"key_ops\":\"verify\"")))
                .isFalse();
        assertThat(usable(good.replace("RS256", "RSA-OAEP"))).isFalse();
        assertThat(usable(good.replace("\"RS256\"", "1"))).isFalse();
    }

    @Test
    void refusesWeakAndInvalidKeys() {
        BigInteger modulus = ONE.modulus();
        String point =
                "\"crv\":\"P-256\",\"x\":\"04N0xi21hshyvBp7I167sbE_bXqyqkAPfefdklMO7wY\",\"y\":\"UI8exy-C06a7DUnjIdENkxeFtHM4-l_41LqEw9nVgmw\"";

        assertThat(usable(rsa(modulus, "AQAB"))).isTrue();
        assertThat(usable(rsa(modulus, "AQ"))).isFalse();
        assertThat(usable(rsa(modulus, "Aw"))).isFalse();
        assertThat(usable(rsa(modulus, "AQAA"))).isFalse();
        assertThat(usable(rsa(modulus, "AQAAAAE"))).isFalse();
        assertThat(usable(rsa(modulus, "AQAB="))).isFalse();
        assertThat(usable(rsa(modulus.shiftRight(1).setBit(0), "AQAB"))).isFalse();
        assertThat(usable(rsa(modulus.add(BigInteger.ONE), "AQAB"))).isFalse();
        assertThat(usable(rsa(BigInteger.ONE.shiftLeft(8192).setBit(0), "AQAB")))
                .isFalse();
        assertThat(usable(rsa(modulus.multiply(BigInteger.valueOf(3)), "AQAB"))).isFalse();
        assertThat(usable("{\"kty\":\"EC\"," + point + "}")).isTrue();
        assertThat(usable("{\"kty\":\"EC\"," + point.replace("mw\"", "mg\"") + "}"))
                .isFalse();
        assertThat(usable("{\"kty\":\"EC\"," + point.replace("04N0", "AAAA04N0") + "}"))
                .isFalse();
        assertThat(usable("{\"kty\":\"EC\"," + point.replace("P-256", "P-521") + "}"))
                .isFalse();
        assertThat(usable(
                        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"))
                .isTrue();
        assertThat(usable(
                        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"))
                .isFalse();
        assertThat(usable("{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"))
                .isFalse();
        assertThat(usable("{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"))
                .isFalse();
        assertThat(usable("{}")).isFalse();
    }

    @Test
    void reportsAKeyWithPrivateMembers() {
        JwkSet jwks = read("{\"keys\":[" + ONE.jwk("a").replace("{", "{\"d\":\"AQAB\",") + "," + TWO.jwk("b") + "]}")
                .orElseThrow();

        assertThat(jwks.keys()).hasSize(1);
        assertThat(jwks.faults()).containsExactly("a key has private members; the issuer must revoke that key");
    }

    @Test
    void acceptsAtMostAHundredKeysAndNoOtherDocument() {
        String many = IntStream.range(0, 101)
                .mapToObj(number -> "{\"kty\":\"x\"}")
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));

        for (String text :
                List.of("", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[1]}", "{\"keys\":[],\"keys\":[]}", many)) {
            assertThat(read(text)).as(text).isEmpty();
        }
        assertThat(read("{\"keys\":[]}\n")).isPresent();
    }

    @Test
    void readsSecretsOfSufficientLength() {
        String secret = "0123456789abcdef0123456789abcdef";

        assertThat(SecretKeyReader.read(secret.getBytes(StandardCharsets.UTF_8)).size())
                .isOne();
        assertThat(SecretKeyReader.read((secret + "\r\n").getBytes(StandardCharsets.UTF_8))
                        .size())
                .isOne();
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(() -> SecretKeyReader.read(secret.substring(1).getBytes(StandardCharsets.UTF_8)));
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(() -> SecretKeyReader.read(ONE.jwks("a").getBytes(StandardCharsets.UTF_8)));
        String jwk = "{\"kty\":\"oct\",\"k\":\"" + TestRsaKey.encode(secret) + "\"}";
        assertThat(SecretKeyReader.read(jwk.getBytes(StandardCharsets.UTF_8)).size())
                .isOne();
        assertThat(SecretKey.of(
                        new JwkIdentity(Optional.empty(), Optional.empty(), "oct", List.of()),
                        secret.getBytes(StandardCharsets.UTF_8)))
                .hasToString("SecretKey[redacted]");
    }

    /** RFC 7638 §3.1 and RFC 8037 appendix A.3. */
    @Test
    void computesTheThumbprintsOfTheRfcs() {
        String modulus =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

        assertThat(JwkThumbprint.of(
                        new JwkIdentity(Optional.empty(), Optional.empty(), "RSA", List.of(modulus, "AQAB"))))
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assertThat(JwkThumbprint.of(new JwkIdentity(
                        Optional.empty(),
                        Optional.empty(),
                        "OKP",
                        List.of("Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))))
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
