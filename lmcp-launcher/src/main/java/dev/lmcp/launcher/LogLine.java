package dev.lmcp.launcher;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Writes a record of the log as one line: the local time, the level, the logger and the message.
 *
 * <p>The JDK's formatter looks for the caller and for the formats of the locale, which takes a thirtieth of the start. So it
 * writes only records with a stack trace. Safe for concurrent use.
 */
final class LogLine extends Formatter {

    private final SimpleFormatter withTrace;

    /**
     * Creates a formatter.
     *
     * @param withTrace writes the records that have a stack trace
     */
    LogLine(SimpleFormatter withTrace) {
        this.withTrace = withTrace;
    }

    @Override
    public String format(LogRecord record) {
        if (record.getThrown() != null) {
            return withTrace.format(record);
        }
        LocalDateTime time = LocalDateTime.ofInstant(record.getInstant(), ZoneId.systemDefault());
        StringBuilder line = new StringBuilder(200).append(time.toLocalDate()).append(' ');
        appendTwoDigits(line, time.getHour());
        appendTwoDigits(line.append(':'), time.getMinute());
        appendTwoDigits(line.append(':'), time.getSecond());
        return line.append(' ')
                .append(record.getLevel().getName())
                .append(' ')
                .append(record.getLoggerName())
                .append(' ')
                .append(formatMessage(record))
                .append(System.lineSeparator())
                .toString();
    }

    private static void appendTwoDigits(StringBuilder line, int number) {
        line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
