package dev.lmcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 1023, 1024, 1025, 5000})
    void findsAFaultAtEveryPlace(int length) {
        byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        assertThat(Utf8.isWellFormed(bytes)).isTrue();

        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) 0x80;
            assertThat(Utf8.isWellFormed(bytes))
                    .as("a lone continuation at %s", i)
                    .isFalse();
            bytes[i] = 'x';
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "€", "😀"})
    void takesEveryCharacterWhereverItStands(String character) {
        for (int i = 0; i < 1100; i++) {
            byte[] bytes = ("x".repeat(i) + character + "y").getBytes(StandardCharsets.UTF_8);
            assertThat(Utf8.isWellFormed(bytes)).as("behind %s letters", i).isTrue();
        }
    }

    @Test
    void refusesACharacterThatIsCutOff() {
        byte[] bytes = "twelve bytes€".getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.isWellFormed(java.util.Arrays.copyOf(bytes, bytes.length - 1)))
                .isFalse();
    }
}
