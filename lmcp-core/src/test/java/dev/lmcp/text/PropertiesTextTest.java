package dev.lmcp.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PropertiesTextTest {

    @Test
    void takesLinesApart() throws Exception {
        PropertiesText text = PropertiesText.parse("# note\r\na = 1\r\nb: two \\\r\n   words\r\n\r\nc\n");

        assertThat(text.values()).containsOnlyKeys("a", "b", "c").containsEntry("b", "two words");
        assertThat(text.values()).containsEntry("a", "1").containsEntry("c", "");
        assertThat(text.repeated()).isEmpty();
    }

    @Test
    void noticesAKeyThatIsSetTwice() throws Exception {
        PropertiesText text = PropertiesText.parse("a=1\nb=2\na=3\nb=4\na=5\n");

        assertThat(text.values()).containsEntry("a", "5").containsEntry("b", "4");
        assertThat(text.repeated()).containsExactly("a", "b");
    }

    @Test
    void refusesAFaultyEscape() {
        assertThatThrownBy(() -> PropertiesText.parse("a=\\u00zz"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("has a faulty \\u escape; expected four hexadecimal digits behind each \\u: correct it");
    }
}
