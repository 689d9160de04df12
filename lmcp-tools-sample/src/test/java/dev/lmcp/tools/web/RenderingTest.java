package dev.lmcp.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lmcp.ToolException;
import java.nio.charset.Charset;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RenderingTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "utf-16le", "utf-16be", "UTF-32", "utf-32le", "utf-32be"})
    void readsTextWhoseCharactersHaveNulBytes(String charset) {
        byte[] bytes = "grüße".getBytes(Charset.forName(charset));

        assertThat(Rendering.of("plain", "text/plain; charset=" + charset, bytes))
                .isEqualTo("grüße");
    }

    @Test
    void refusesNulBytesInOtherCharsets() {
        assertThatThrownBy(() -> Rendering.of("plain", "text/plain; charset=iso-8859-1", new byte[] {'a', 0}))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("is 'text/plain', which is not text");
    }

    /** If the charset were read for each byte, this would take minutes. */
    @Test
    void readsAPageOfNulBytesWithALongContentTypeQuickly() {
        String type = "text/plain" + "; charset".repeat(1_500) + "; charset=utf-16";

        String text = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> Rendering.of("raw", type, new byte[4 * 1024 * 1024]));

        assertThat(text).hasSize(2 * 1024 * 1024);
    }
}
