package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavadocTest {

    @Test
    void textEndsAtTheFirstBlockTag() {
        Javadoc javadoc = Javadoc.parse(
                " Adds two\n numbers.\n\n @param a one number,\n     or none\n @param b\n @return the sum\n");

        assertThat(javadoc.text()).isEqualTo("Adds two numbers.");
        assertThat(javadoc.parameters()).containsExactly(java.util.Map.entry("a", "one number, or none"));
    }

    @Test
    void aCommentMayHaveNothingButTags() {
        Javadoc javadoc = Javadoc.parse("@param a one number");

        assertThat(javadoc.text()).isEmpty();
        assertThat(javadoc.parameters()).containsEntry("a", "one number");
    }

    @Test
    void inlineTagsBecomeText() {
        assertThat(Javadoc.parse(
                                "Takes {@code a < b}, {@link java.util.List#of a list}, {@link #rules} and {@literal <x>}.")
                        .text())
                .isEqualTo("Takes a < b, a list, rules and <x>.");
        assertThat(Javadoc.parse("See {@link List#of}. {@inheritDoc}").text()).isEqualTo("See List.of.");
    }

    @Test
    void htmlBecomesLines() {
        assertThat(Javadoc.parse(
                                "One.\n\n <p>Two <b>bold</b> words.\n <ul>\n <li>first\n <li>second\n </ul>\n a &lt; b &amp;lt; c")
                        .text())
                .isEqualTo("One.\nTwo bold words.\n- first\n- second\na < b &lt; c");
    }

    @Test
    void markdownParagraphsAreKept() {
        assertThat(Javadoc.parse("One\nline.\n\nAnother `one`.\n\n@param a x").text())
                .isEqualTo("One line.\nAnother `one`.");
    }

    @Test
    void anAddressIsNoBlockTag() {
        assertThat(Javadoc.parse("Writes to a@example.com.").text()).isEqualTo("Writes to a@example.com.");
    }
}
