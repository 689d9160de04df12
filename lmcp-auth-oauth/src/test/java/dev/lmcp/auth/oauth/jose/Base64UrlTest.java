package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    @Test
    void decodesWhatTheJdkEncodes() {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Base64Url.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .hasValueSatisfying(decoded -> assertThat(decoded).isEqualTo(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAAA",
                "AB",
                "AAB",
                "AA==",
                "AAA=",
                "AA=A",
                "A A",
                "AA\n",
                "+AAA",
                "/AAA",
                "AA.A",
                "\u0100AAA",
                "AA\u0000A"
            })
    void refusesNonCanonicalEncodings(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    /** Three characters encode two bytes. Each value of two bytes has exactly one valid encoding. */
    @Test
    void acceptsExactlyOneEncodingOfEachValue() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int decodable = 0;
        for (int number = 0; number < 64 * 64 * 64; number++) {
            String text = "" + alphabet.charAt(number >> 12) + alphabet.charAt(number >> 6 & 63)
                    + alphabet.charAt(number & 63);
            decodable += Base64Url.decode(text).isPresent() ? 1 : 0;
        }
        assertThat(decodable).isEqualTo(65_536);
    }
}
