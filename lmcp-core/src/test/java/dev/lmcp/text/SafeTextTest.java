package dev.lmcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    private static final String EMOJI = "\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u000b", "\f", "\u0085", "\u2028", "\u2029", "\u001f"})
    void makesASpaceOfWhateverEndsALineOrJumps(String space) {
        assertThat(SafeText.line("a" + space + "b")).isEqualTo("a b");
        assertThat(SafeText.quoted("a" + space + "b")).isEqualTo("'a b'");
        assertThat(SafeText.shortened("a" + space + "b", 9)).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0007",
                "\u001b",
                "\u007f",
                "\u009b",
                "\u00ad",
                "\u200b",
                "\u200e",
                "\u202a",
                "\u202e",
                "\u2066",
                "\u2069",
                "\ufeff",
                "\ud800",
                "\udc00",
                "\uffff",
                "\ud83d\ud83d",
                "\udb40\udc01"
            })
    void makesAQuestionMarkOfWhatCannotBeSeen(String hidden) {
        int characters = hidden.codePointCount(0, hidden.length());

        assertThat(SafeText.line("a" + hidden + "b")).isEqualTo("a" + "?".repeat(characters) + "b");
        assertThat(SafeText.quoted(hidden)).isEqualTo("'" + "?".repeat(characters) + "'");
    }

    @Test
    void leavesWhatPeopleWrite() {
        String text = "Grüße, 東京 \u0645\u0631\u062d\u0628\u0627 " + EMOJI + "!";

        assertThat(SafeText.line(text)).isEqualTo(text);
        assertThat(SafeText.quoted(text)).isEqualTo("'" + text + "'");
        assertThat(SafeText.escaped(text)).isEqualTo(text);
    }

    @Test
    void letsNoQuotedTextEndEarly() {
        assertThat(SafeText.quoted("x'; expected 'y")).isEqualTo("'x’; expected ’y'");
    }

    @Test
    void cutsWhatIsTooLongAndSaysSo() {
        String longest = "x".repeat(SafeText.MAX_QUOTED_LENGTH);

        assertThat(SafeText.quoted(longest)).isEqualTo("'" + longest + "'");
        assertThat(SafeText.quoted(longest + "x")).isEqualTo("'" + longest + "…'");
        assertThat(SafeText.line("x".repeat(SafeText.MAX_LINE_LENGTH))).hasSize(SafeText.MAX_LINE_LENGTH);
        assertThat(SafeText.line("x".repeat(SafeText.MAX_LINE_LENGTH + 1)))
                .hasSize(SafeText.MAX_LINE_LENGTH + 1)
                .endsWith("x…");
        assertThat(SafeText.shortened("abc", 2)).isEqualTo("ab…");
        assertThat(SafeText.shortened("", 2)).isEmpty();
    }

    @Test
    void cutsBetweenTwoCharactersNotWithinOne() {
        assertThat(SafeText.shortened("a" + EMOJI + "b", 2)).isEqualTo("a…");
        assertThat(SafeText.shortened("a" + EMOJI + "b", 3)).isEqualTo("a" + EMOJI + "…");
        assertThat(SafeText.shortened("a" + EMOJI, 3)).isEqualTo("a" + EMOJI);
        assertThat(SafeText.shortened("ab\ud83dc", 3)).isEqualTo("ab?…");
    }

    @Test
    void makesASpaceOfWhatAnHttpFieldCannotHold() {
        assertThat(SafeText.ascii("a\r\nb\u00e9\u007fc~ \"\\")).isEqualTo("a  b  c~ \"\\");
    }

    @Test
    void tellsEveryNameApartFromEveryOther() {
        assertThat(SafeText.escaped("plain name.txt")).isEqualTo("plain name.txt");
        assertThat(SafeText.escaped("a\nb")).isEqualTo("\"a\\u000ab\"");
        assertThat(SafeText.escaped("\u202etxt.exe")).isEqualTo("\"\\u202etxt.exe\"");
        assertThat(SafeText.escaped("\"a\\u000ab\"")).isEqualTo("\"\\\"a\\\\u000ab\\\"\"");
        assertThat(SafeText.escaped("a\\b")).isEqualTo("a\\b");
        assertThat(SafeText.escaped(" ")).isEqualTo("\" \"");
        assertThat(SafeText.escaped("")).isEqualTo("\"\"");
        assertThat(SafeText.escaped("\ud800" + EMOJI)).isEqualTo("\"\\ud800" + EMOJI + "\"");
        assertThat(SafeText.escaped("\udb40\udc01")).isEqualTo("\"\\udb40\\udc01\"");
    }
}
