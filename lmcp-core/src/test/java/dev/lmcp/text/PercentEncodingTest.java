package dev.lmcp.text;

import static dev.lmcp.text.PercentEncoding.Malformed.KEEP;
import static dev.lmcp.text.PercentEncoding.Malformed.REJECT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {

    @ParameterizedTest
    @CsvSource({
        "plain+text, plain+text",
        "%41%42, AB",
        "caf%C3%A9, café",
        "caf%c3%a9é, caféé",
        "%2525, %25",
        "a%2Fb, a/b",
        "%F0%9F%98%80, 😀"
    })
    void decodesUtf8(String encoded, String decoded) {
        assertThat(PercentEncoding.decode(encoded, KEEP)).contains(decoded);
        assertThat(PercentEncoding.decode(encoded, REJECT)).contains(decoded);
    }

    @ParameterizedTest
    @CsvSource({
        "%, %",
        "a%4, a%4",
        "%zz%41, %zzA",
        "%4g%, %4g%",
        "%%41, %A",
        "%-1, %-1",
        "%１２, %１２",
        "%FF, \ufffd",
        "%C3x, \ufffdx",
        "%ED%A0%80, \ufffd"
    })
    void keepsOrRejectsWhatIsMalformed(String encoded, String kept) {
        assertThat(PercentEncoding.decode(encoded, KEEP)).contains(kept);
        assertThat(PercentEncoding.decode(encoded, REJECT)).isEmpty();
    }

    @Test
    void leavesAnEmptyTextEmpty() {
        assertThat(PercentEncoding.decode("", REJECT)).contains("");
    }
}
