package dev.lmcp.server.base;

import dev.lmcp.LogLevel;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The log levels as messages to clients name them. */
public final class LogLevels {

    /** All of them, the least severe first. */
    public static final String NAMES =
            Arrays.stream(LogLevel.values()).map(LogLevel::wireName).collect(Collectors.joining(", "));

    private LogLevels() {}
}
