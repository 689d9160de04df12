package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"250ms,ofMillis(250)", "030s,ofSeconds(30)", "5m,ofMinutes(5)", "24h,ofHours(24)", "366d,ofDays(366)"})
    void areThoseOfTheConfiguration(String text, String factory) {
        assertThat(Durations.factory(text)).hasValue(factory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "30", "-1s", "1.5s", "PT30S", "1w", "1234567890s"})
    void othersAreNone(String text) {
        assertThat(Durations.factory(text)).isEmpty();
    }
}
