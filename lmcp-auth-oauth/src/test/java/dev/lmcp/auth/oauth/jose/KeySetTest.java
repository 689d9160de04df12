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
    private static final String P256 =
            "\"crv\":\"P-256\",\"x\":\"04N0xi21hshyvBp7I167sbE_bXqyqkAPfefdklMO7wY\",\"y\":\"UI8exy-C06a7DUnjIdENkxeFtHM4-l_41LqEw9nVgmw\"";
    private static final String ED25519 = "\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"";

    /** The generator of P-384. */
    private static final String X384 = "qofKIr6LBTeOscce8yCtdG4dO2KLp5uYWfdB4IJUKjhVAvJdv1UpbDpUXjhydgq3";

    private static final String Y384 = "NhfeSpYmLG9dnpi_kpLcKfj0Hb0omhR86doxE7XwuMAKYLHOHX6BnXpDHXyQ6g5f";

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

        assertThat(refusal(keys, "a")).isEqualTo(InvalidJwsException.Reason.KEY_AMBIGUOUS);
        assertThat(refusal(keys, "b")).isNull();
        assertThat(keys.size()).isOne();
        assertThat(keys.conflicts())
                .containsExactly(new KeyFault(
                        Optional.of("a"),
                        "different keys have this 'kid' and can verify [RS256], so a token does not tell which one is"
                                + " meant; the issuer must give each key its own 'kid'",
                        false));
        assertThat(set(ONE.jwk("a"), TWO.jwk("a")).supportsAny(List.of(Algorithm.values())))
                .isFalse();
    }

    /** RFC 7517 §4.4, §4.5. */
    @Test
    void takesAKeyThatIsListedForEachOfItsAlgorithmsForOneKey() {
        String rs256 = ONE.jwk("a");
        String rs384 = rs256.replace("RS256", "RS384");
        String rs512 = rs256.replace("RS256", "RS512");
        String ps256 = rs256.replace("RS256", "PS256");
        String any = rs256.replace("\"alg\":\"RS256\",", "");

        for (KeySet keys : List.of(
                set(rs256, rs384, rs512),
                set(rs512, rs384, rs256),
                set(rs256, rs256),
                set(rs256, rs256.replace("\"n\":\"", "\"x5t\":\"AAAA\",\"n\":\"")),
                set(any, rs256),
                set(any, any, rs384))) {
            assertThat(refusal(keys, "a")).isNull();
            assertThat(refusal(keys, null)).isNull();
            assertThat(keys.size()).isOne();
            assertThat(keys.conflicts()).isEmpty();
        }
        KeySet both = set(rs256, ps256);
        assertThat(both.choose(Algorithm.PS256, Optional.of("a"))).isInstanceOf(KeySet.Choice.Found.class);
        assertThat(both.choose(Algorithm.RS256, Optional.of("a"))).isInstanceOf(KeySet.Choice.Found.class);
        assertThat(refusal(set(rs384, rs512), "a")).isEqualTo(InvalidJwsException.Reason.KEY_UNSUITABLE);
        assertThat(refusal(set(ONE.jwk("a"), ONE.jwk("b")), null)).isNull();
    }

    @Test
    void tellsDifferentKeysWithOneIdApartByTypeCurveAndAlgorithm() {
        String p384 = "{\"kty\":\"EC\",\"kid\":\"a\",\"crv\":\"P-384\",\"x\":\"" + X384 + "\",\"y\":\"" + Y384 + "\"}";
        KeySet keys = set(
                ONE.jwk("a"),
                TWO.jwk("a").replace("RS256", "PS256"),
                "{\"kty\":\"EC\",\"kid\":\"a\"," + P256 + "}",
                p384,
                "{\"kty\":\"OKP\",\"kid\":\"a\"," + ED25519 + "}");

        for (Algorithm algorithm :
                List.of(Algorithm.RS256, Algorithm.PS256, Algorithm.ES256, Algorithm.ES384, Algorithm.EDDSA)) {
            assertThat(keys.choose(algorithm, Optional.of("a")))
                    .isInstanceOfSatisfying(KeySet.Choice.Found.class, found -> {
                        assertThat(found.key().supports(algorithm)).isTrue();
                        assertThat(keys.contains(found.key())).isTrue();
                    });
        }
        assertThat(keys.conflicts()).isEmpty();
        assertThat(keys.size()).isEqualTo(5);
    }

    @Test
    void usesNoneOfTheKeysForAnAlgorithmThatSeveralOfThemSupport() {
        String any = ONE.jwk("a").replace("\"alg\":\"RS256\",", "");
        JwkSet jwks = read("{\"keys\":[" + any + "," + TWO.jwk("a") + "]}").orElseThrow();
        KeySet keys = KeySet.of(jwks);

        assertThat(refusal(keys, "a")).isEqualTo(InvalidJwsException.Reason.KEY_AMBIGUOUS);
        assertThat(keys.choose(Algorithm.PS256, Optional.of("a"))).isInstanceOf(KeySet.Choice.Found.class);
        assertThat(keys.contains(jwks.keys().get(0))).isTrue();
        assertThat(keys.contains(jwks.keys().get(1))).isFalse();
    }

    @Test
    void takesSecretsWithOneIdForDifferentKeys() {
        String one = "{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"" + TestRsaKey.encode("0123456789abcdef0123456789abcdef")
                + "\"}";
        String two = one.replace("MDEy", "OTk5");

        assertThat(secrets(one, one).choose(Algorithm.HS256, Optional.of("a"))).isInstanceOf(KeySet.Choice.Found.class);
        assertThat(two).isNotEqualTo(one);
        assertThat(secrets(one, two).choose(Algorithm.HS256, Optional.of("a"))).isEqualTo(KeySet.Choice.NONE_AMBIGUOUS);
        assertThat(secrets(one, two).supportsAny(List.of(Algorithm.HS256))).isFalse();
    }

    private static KeySet secrets(String... keys) {
        return SecretKeyReader.read(("{\"keys\":[" + String.join(",", keys) + "]}").getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 7517 §5: what is no sound key is ignored. */
    @Test
    void leavesOutWhateverIsNoSoundKey() {
        for (String unsound : List.of(
                "null",
                "1",
                "\"key\"",
                "[]",
                "{}",
                "{\"kty\":null}",
                "{\"kty\":\"AKP\"}",
                "{\"kty\":\"RSA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AA\",\"y\":\"AA\"}",
                ONE.jwk("b").replace("\"AQAB\"", "3"))) {
            for (String document : List.of(unsound + "," + ONE.jwk("a"), ONE.jwk("a") + "," + unsound)) {
                JwkSet jwks = read("{\"keys\":[" + document + "]}").orElseThrow();

                assertThat(refusal(KeySet.of(jwks), "a")).as(document).isNull();
                assertThat(jwks.faults()).as(document).hasSize(1);
            }
        }
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
        assertThat(usable("{\"kty\":\"EC\"," + P256 + "}")).isTrue();
        assertThat(usable("{\"kty\":\"EC\"," + P256.replace("mw\"", "mg\"") + "}"))
                .isFalse();
        assertThat(usable("{\"kty\":\"EC\"," + P256.replace("04N0", "AAAA04N0") + "}"))
                .isFalse();
        assertThat(usable("{\"kty\":\"EC\"," + P256.replace("P-256", "P-521") + "}"))
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
        assertThat(jwks.faults())
                .containsExactly(new KeyFault(
                        Optional.of("a"),
                        "the key has private members, so everybody can read them; the issuer must revoke the key",
                        true));
    }

    @Test
    void acceptsAtMostAHundredKeysAndNoOtherDocument() {
        String many = IntStream.range(0, 101)
                .mapToObj(number -> "{\"kty\":\"x\"}")
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));

        for (String text :
                List.of("", "[]", "{}", "{\"keys\":{}}", "{\"keys\":null}", "{\"keys\":[],\"keys\":[]}", many)) {
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
