package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a host. */
final class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "localhost",
                "LOCALHOST:8080",
                "a.example",
                "a-b_c~d.example:",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:80",
                "[2001:DB8::a:b]",
                "[::ffff:10.0.0.1]:99999"
            })
    void isAHost(String text) {
        assertThat(RequestTarget.isHost(text)).isTrue();
    }

    private static Stream<String> others() {
        return Stream.of(
                "",
                ":80",
                "a:123456",
                "a:8a",
                "a:80:80",
                "a b",
                "a/b",
                "a@b",
                "a,b",
                "a%2e",
                "\u00e4",
                "[]",
                "[:]",
                "[::1",
                "::1",
                "[::1]x",
                "[::1]80",
                "[::g]",
                "[::1%25eth0]",
                "x[::1]",
                "a]",
                "a".repeat(256),
                "[" + "0".repeat(46) + "]");
    }

    @ParameterizedTest
    @MethodSource("others")
    void isNoHost(String text) {
        assertThat(RequestTarget.isHost(text)).isFalse();
    }
}
