package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {

    private final LogLine format = new LogLine(new SimpleFormatter());

    private static LogRecord record(Level level, String message, Object... parameters) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName("dev.lmcp.server");
        record.setParameters(parameters);
        return record;
    }

    @ParameterizedTest
    @CsvSource({"2026-11-28T00:00:00", "2026-01-02T03:04:05", "2026-12-31T23:59:59.999"})
    void isWrittenLikeTheFormatOfTheJdk(LocalDateTime time) {
        LogRecord record = record(Level.WARNING, "{0} of {1} calls", 1, "two");
        Instant instant = time.atZone(ZoneId.systemDefault()).toInstant();
        record.setInstant(instant);

        assertThat(format.format(record))
                .isEqualTo(String.format(
                        "%1$tF %1$tT WARNING dev.lmcp.server 1 of two calls%n",
                        instant.atZone(ZoneId.systemDefault())));
    }

    @Test
    void leavesAFailureToTheFormatOfTheJdk() {
        LogRecord record = record(Level.SEVERE, "it failed");
        record.setThrown(new IllegalStateException("because"));

        assertThat(format.format(record)).contains("it failed", "java.lang.IllegalStateException: because", "\tat ");
    }
}
