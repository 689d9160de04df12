package dev.lmcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalUriTest {

    @ParameterizedTest
    @CsvSource({
        "HTTP://User@Example.COM:80/A?B#C,http://User@example.com:80/A?B#C",
        "app://%41b/%7e%2d%5F%2E,app://ab/~-_.",
        "app://x/%2f%3f%c3%a9,app://x/%2F%3F%C3%A9",
        "docs://café/é?ü#ß,docs://caf%C3%A9/%C3%A9?%C3%BC#%C3%9F",
        "app://CAF%c3%a9/x,app://caf%C3%A9/x",
        "app://x/😀,app://x/%F0%9F%98%80",
        "URN:ISBN:X,urn:ISBN:X",
        "file:///A,file:///A",
        "APP://Host/{+Path},app://host/{+Path}",
        "NOTE://{Name}/x,note://{Name}/x",
        "*://Secret/*,*://secret/*",
        "app://x/%2541,app://x/%2541"
    })
    void isOneForAllSpellings(String uri, String normal) {
        assertThat(NormalUri.of(uri)).isEqualTo(normal);
        assertThat(NormalUri.of(normal)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":", "%", "app://x/%", "app://x/%4", "app://x/%zz", "app://x/../y", "a b:C"})
    void leavesWhatHasNoOtherSpelling(String uri) {
        assertThat(NormalUri.of(uri)).isEqualTo(uri);
    }

    @Test
    void leavesHalfASurrogatePair() {
        assertThat(NormalUri.of("app://x/\ud800é")).isEqualTo("app://x/\ud800%C3%A9");
    }
}
