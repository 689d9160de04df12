package dev.lmcp.tools.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "*,anything,true",
        "*,'',true",
        "*.java,A.java,true",
        "*.java,A.javac,false",
        "?.c,a.c,true",
        "?.c,.c,false",
        "a*b*c,axxbyyc,true",
        "a*b*c,axxbyy,false",
        "a*b*c,abcbc,true",
        "[a],[a],true",
        "a,b,false",
        "**,x,true"
    })
    void matchesNames(String pattern, String name, boolean fits) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(fits);
    }

    @Test
    void isFastWithManyStars() {
        NamePattern pattern = new NamePattern("*a".repeat(120) + "b");

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(pattern.matches("a".repeat(255))).isFalse());
    }
}
