package dev.lmcp.transport.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} field of responses (RFC 9110 §6.6.1), made once a second. Safe for concurrent use. */
final class DateField {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private final InstantSource time;
    private volatile Line line = new Line(Long.MIN_VALUE, "", new byte[0]);

    private record Line(long second, String text, byte[] bytes) {}

    DateField(InstantSource time) {
        this.time = time;
    }

    void writeTo(ByteBuf out) {
        out.writeBytes(line().bytes());
    }

    /** Returns the value of the field. */
    String text() {
        return line().text();
    }

    private Line line() {
        Instant now = time.instant();
        Line current = line;
        if (current.second() != now.getEpochSecond()) {
            String text = FORMAT.format(now.atOffset(ZoneOffset.UTC));
            current = new Line(
                    now.getEpochSecond(), text, ("Date: " + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
            line = current;
        }
        return current;
    }
}
