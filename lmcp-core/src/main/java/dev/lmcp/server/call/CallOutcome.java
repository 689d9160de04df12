package dev.lmcp.server.call;

import java.util.Locale;

/** The outcome of a tool call, for the counters. */
public enum CallOutcome {
    /** The tool returned a result. */
    COMPLETED,
    /** The tool returned an error for the model. */
    TOOL_ERROR,
    /** The arguments did not match the input schema. */
    INVALID_ARGUMENTS,
    /** The tool threw an exception. */
    EXCEPTION,
    /** The call exceeded its time limit. */
    TIMED_OUT,
    /** The caller cancelled the call or closed the connection, or the server stopped. */
    CANCELLED,
    /** The call waits for answers of the client, or continues as a task. Its next run is counted again. */
    SUSPENDED,
    /** The call did not start: scopes are missing, or the request is invalid. */
    REFUSED,
    /** The call did not start: too many calls were running, or the server was stopping. */
    OVERLOADED;

    /** Returns the name in statistics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
