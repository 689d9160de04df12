package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiteralsTest {

    @Test
    void areAscii() {
        assertThat(Literals.quoted("a \"b\" \\ \n\u00e9\ud83d\ude00"))
                .isEqualTo("\"a \\\"b\\\" \\\\ \\n\\u00e9\\ud83d\\ude00\"");
    }

    @Test
    void areSplitBetweenWordsIfTheyAreLong() {
        String text = "word ".repeat(40).strip();

        String literal = Literals.of(text, 30, 24);

        assertThat(literal.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 120);
        assertThat(literal.replaceAll("\"\n *\\+ \"", "")).isEqualTo(Literals.quoted(text));
    }
}
