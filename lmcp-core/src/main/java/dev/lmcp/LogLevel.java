package dev.lmcp;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** How severe a log message to the client is, from least to most (RFC 5424 §6.2.1; MCP 2026-07-28, logging). */
public enum LogLevel {
    /** Details, for people who look for faults. */
    DEBUG,
    /** What goes on. */
    INFO,
    /** Normal, but worth noting. */
    NOTICE,
    /** Something may go wrong. */
    WARNING,
    /** Something went wrong. */
    ERROR,
    /** A part has failed. */
    CRITICAL,
    /** Somebody must act at once. */
    ALERT,
    /** Nothing works. */
    EMERGENCY;

    /** Returns the name in the protocol, as in {@code warning}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the level with this name in the protocol. */
    public static Optional<LogLevel> named(String wireName) {
        Objects.requireNonNull(wireName, "wireName");
        for (LogLevel level : values()) {
            if (level.wireName().equals(wireName)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
