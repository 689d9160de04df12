package dev.lmcp.server.call;

import java.util.Locale;

/** How a call of a tool ended, for the counters. */
public enum CallOutcome {
    /** With a result. */
    COMPLETED,
    /** With a failure that the tool itself told the model. */
    TOOL_ERROR,
    /** With arguments that do not fit. */
    INVALID_ARGUMENTS,
    /** By an exception of the tool's, which the log has. */
    EXCEPTION,
    /** By its time limit. */
    TIMED_OUT,
    /** By its caller, who wanted it no more or has gone, or by the stop of the server. */
    CANCELLED,
    /** Not yet: it asked its caller something or goes on as a task; when it is run again, that counts anew. */
    SUSPENDED,
    /** Before it began: for want of scopes, or since the request does not fit. */
    REFUSED,
    /** Before it began: too many calls were running, or the server was stopping. */
    OVERLOADED;

    /** The spelling in statistics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
