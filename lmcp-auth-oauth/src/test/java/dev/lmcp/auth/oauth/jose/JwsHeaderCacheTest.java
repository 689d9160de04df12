package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JwsHeaderCacheTest {

    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"key-1\"}";

    private final JwsHeaderCache headers = new JwsHeaderCache();

    private JwsHeader read(String json) {
        return headers.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void parsesTheSameBytesOnce() {
        assertThat(read(HEADER)).isSameAs(read(HEADER));
    }

    @Test
    void neverReturnsAnotherHeader() {
        for (int number = 0; number < 1000; number++) {
            String keyId = "key-" + number;
            assertThat(read("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}").keyId())
                    .isEqualTo(Optional.of(keyId));
        }
    }

    @Test
    void doesNotCacheLongHeaders() {
        String padded = "{\"alg\":\"RS256\",\"pad\":\"" + "x".repeat(256) + "\"}";

        assertThat(read(padded)).isNotSameAs(read(padded)).isEqualTo(read(padded));
    }

    @Test
    void refusesAnInvalidHeaderEachTime() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> read("{\"alg\":\"none\"}")).isInstanceOf(InvalidJwsException.class);
        }
    }
}
