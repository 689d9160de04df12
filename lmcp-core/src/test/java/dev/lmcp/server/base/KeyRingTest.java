package dev.lmcp.server.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final byte[] CONTEXT = "context".getBytes(UTF_8);
    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    private final KeyRing ring = KeyRing.random();

    private static byte[] key(int number) {
        byte[] key = new byte[KeyRing.KEY_BYTES];
        Arrays.fill(key, (byte) number);
        return key;
    }

    private static boolean opens(KeyRing ring, String sealed) {
        return ring.open(CONTEXT, sealed)
                .filter(content -> Arrays.equals(content, CONTENT))
                .isPresent();
    }

    @Test
    void opensOnlyWhatItSealedForTheSameContext() {
        String sealed = ring.seal(CONTEXT, CONTENT);

        assertThat(opens(ring, sealed)).isTrue();
        assertThat(ring.open("other".getBytes(UTF_8), sealed)).isEmpty();
        assertThat(opens(KeyRing.random(), sealed)).isFalse();
    }

    @Test
    void sealsWithTheFirstKeyAndOpensWithEach() {
        String old = KeyRing.of(List.of(key(1))).seal(CONTEXT, CONTENT);
        KeyRing both = KeyRing.of(List.of(key(2), key(1)));
        String current = both.seal(CONTEXT, CONTENT);

        assertThat(opens(both, old)).isTrue();
        assertThat(opens(both, current)).isTrue();
        assertThat(opens(KeyRing.of(List.of(key(2))), current)).isTrue();
        assertThat(opens(KeyRing.of(List.of(key(1))), current)).isFalse();
    }

    @Test
    void replacesItsKeys() {
        String before = ring.seal(CONTEXT, CONTENT);

        ring.replace(List.of(key(1)));

        assertThat(opens(ring, before)).isFalse();
        assertThat(opens(KeyRing.of(List.of(key(1))), ring.seal(CONTEXT, CONTENT)))
                .isTrue();
    }

    @Test
    void refusesEachChangedBitOfText() {
        String sealed = ring.seal(CONTEXT, CONTENT);
        byte[] bytes = Base64.getUrlDecoder().decode(sealed);

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(opens(ring, Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .isFalse();
        }
    }

    /** Base64 of 40 bytes ends with two bits that no decoder looks at. They would give one value several texts. */
    @Test
    void opensOneTextOfAValue() {
        String sealed = ring.seal(CONTEXT, CONTENT);
        String start = sealed.substring(0, sealed.length() - 1);
        Set<String> opened = new HashSet<>();
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            if (opens(ring, start + last)) {
                opened.add(start + last);
            }
        }

        assertThat(opened).containsExactly(sealed);
        assertThat(opens(ring, sealed + "=")).isFalse();
        assertThat(opens(ring, sealed + "==")).isFalse();
    }

    @Test
    void opensNothingElse() {
        for (String text : List.of("", "A", "AAAA", "A".repeat(44), "A".repeat(100_000), "\ud800", "a b", "é")) {
            assertThat(opens(ring, text)).isFalse();
        }
    }
}
