package dev.lmcp;

import java.util.Locale;
import java.util.Optional;

/** How grave a log message to the client is, by RFC 5424 §6.2.1, from least to most. */
public enum LogLevel {
    /** For those who look for faults. */
    DEBUG,
    /** What goes on. */
    INFO,
    /** Normal but worth noting. */
    NOTICE,
    /** Something may go wrong. */
    WARNING,
    /** Something went wrong. */
    ERROR,
    /** A part has failed. */
    CRITICAL,
    /** Act at once. */
    ALERT,
    /** Nothing works. */
    EMERGENCY;

    /** Returns the name the protocol uses, as in {@code warning}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the level with this protocol name. */
    public static Optional<LogLevel> named(String wireName) {
        for (LogLevel level : values()) {
            if (level.wireName().equals(wireName)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
