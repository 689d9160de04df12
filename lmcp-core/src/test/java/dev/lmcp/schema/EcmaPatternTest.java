package dev.lmcp.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {

    @Test
    void aDollarIsTheEndOfTheText() {
        assertThat(EcmaPattern.compile("^a+$").matcher("aa").find()).isTrue();
        assertThat(EcmaPattern.compile("^a+$").matcher("aa\n").find()).isFalse();
        assertThat(EcmaPattern.compile("^(a|b$)").matcher("b\n").find()).isFalse();
    }

    @Test
    void aDollarThatIsACharacterStaysOne() {
        assertThat(EcmaPattern.compile("^\\$[$]$").matcher("$$").find()).isTrue();
    }

    @Test
    void aBracketInsideOfAClassIsACharacter() {
        assertThat(EcmaPattern.compile("^[[a]$").matcher("[").find()).isTrue();
        assertThat(EcmaPattern.compile("^[[a]$").matcher("b").find()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
                    ^a(?![\\s\\S]) look-around
                    (?=a)b look-around
                    (?<=a)b look-around
                    (?<!a)b look-around
                    (?>a) 'an atomic group'
                    (?<name>a) 'a named group'
                    (?i)a 'an inline flag'
                    (?s:.) 'an inline flag'
                    a++ 'a possessive quantifier'
                    a{2}+ 'a possessive quantifier'
                    (a)\\1 'a back-reference'
                    a\\z 'an escape that only Java has'
                    \\Qa\\E 'an escape that only Java has'
                    \\p{Alpha} 'a Unicode property'
                    [a-z&&[^b]] 'an intersection of character classes'
                    """)
    void refusesWhatClientsMayNotHave(String regex, String construct) {
        assertThatThrownBy(() -> EcmaPattern.compile(regex.replace("\\\\", "\\")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "has " + construct
                                + "; expected a regular expression of ECMA-262 without it, as clients of other languages read it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"^[ -~]{1,200}$", "^\\d{4}-\\d{2}$", "^(?:a|b)+?$", "\\(?=", "a\\++", "[a-z]+@[a-z.]+", "\\\\z"})
    void takesWhatAllEnginesHave(String regex) {
        assertThat(EcmaPattern.compile(regex)).isNotNull();
    }

    @Test
    void refusesWhatIsNoRegularExpression() {
        assertThatThrownBy(() -> EcmaPattern.compile("(a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no regular expression (Unclosed group)");
    }
}
