package dev.lmcp.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    private static final Headers SENT = Headers.builder()
            .add("X-Key", "b")
            .add("Accept", "*/*")
            .add("x-key", "a")
            .build();

    private static List<String> lines(Headers headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    @Test
    void findNamesInAnyCaseAndKeepTheOrderOfTheirLines() {
        assertThat(SENT.allValues("X-KEY")).containsExactly("b", "a");
        assertThat(SENT.firstValue("X-KEY")).contains("b");
        assertThat(SENT.firstValue("accept")).contains("*/*");
        assertThat(SENT.allValues("X-Other")).isEmpty();
        assertThat(SENT.firstValue("X-Other")).isEmpty();
        assertThat(lines(SENT)).containsExactly("X-Key: b", "Accept: */*", "x-key: a");
    }

    @Test
    void replaceAllLinesOfAName() {
        assertThat(lines(SENT.with("X-KEY", "c"))).containsExactly("Accept: */*", "X-KEY: c");
        assertThat(lines(SENT)).hasSize(3);
    }

    @Test
    void takeTheLinesOfOthersInPlaceOfTheirOwn() {
        Headers others = Headers.builder()
                .add("X-KEY", "1")
                .add("X-KEY", "2")
                .add("Vary", "Origin")
                .build();

        assertThat(lines(SENT.withAll(others))).containsExactly("Accept: */*", "X-KEY: 1", "X-KEY: 2", "Vary: Origin");
        assertThat(SENT.withAll(Headers.none())).isSameAs(SENT);
        assertThat(Headers.none().withAll(SENT)).isSameAs(SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X Key", "X-Key:", "X-Kéy", "X\r\nY", "\"x\""})
    void refuseANameThatIsNoToken(String name) {
        assertThatThrownBy(() -> Headers.of(name, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + name + "' is the name of a header field; expected an RFC 9110 token");
    }

    @Test
    void leaveOutALineOfARequestWhoseNameIsNoToken() {
        assertThat(lines(Headers.builder().add("X Key", "x").add("X-Key", "y").build()))
                .containsExactly("X-Key: y");
    }

    @Test
    void letNoValueBeginANewLine() {
        assertThat(lines(Headers.of("X-Key", "a\r\nSet-Cookie: b\0"))).containsExactly("X-Key: a  Set-Cookie: b ");
        assertThat(lines(SENT.with("X-Key", "a\nb"))).containsExactly("Accept: */*", "X-Key: a b");
    }

    @Test
    void keepTheValuesOfARequestAsTheyArrived() {
        assertThat(Headers.builder().add("X-Key", "a\0b").build().firstValue("X-Key"))
                .contains("a\0b");
    }

    @Test
    void tellWhetherANameIsThereAlready() {
        Headers.Builder builder = Headers.builder().add("X-Key", "a");

        assertThat(builder.contains("x-key")).isTrue();
        assertThat(builder.contains("x-other")).isFalse();
    }

    @Test
    void areEqualWhereNamesAndValuesAre() {
        Headers same = Headers.builder()
                .add("ACCEPT", "*/*")
                .add("X-Key", "b")
                .add("X-Key", "a")
                .build();

        assertThat(SENT).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(SENT).isNotEqualTo(SENT.with("Accept", "text/plain"));
        assertThat(SENT)
                .isNotEqualTo(Headers.builder()
                        .add("X-Key", "a")
                        .add("X-Key", "b")
                        .add("Accept", "*/*")
                        .build());
    }

    @Test
    void showNamesOnly() {
        assertThat(Headers.of("Authorization", "Bearer secret").with("Accept", "*/*"))
                .hasToString("[Accept, Authorization]");
    }

    @Test
    void stayAsTheyAreWhenTheirBuilderGoesOn() {
        Headers.Builder builder = Headers.builder().add("X-Key", "a");
        Headers built = builder.build();
        builder.add("X-Key", "b");

        assertThat(lines(built)).containsExactly("X-Key: a");
    }
}
