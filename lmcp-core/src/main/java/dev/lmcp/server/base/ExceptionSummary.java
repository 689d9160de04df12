package dev.lmcp.server.base;

import dev.lmcp.text.SafeText;
import java.util.HashSet;
import java.util.Set;

/** Describes an exception in one line for an operator. */
public final class ExceptionSummary {

    private ExceptionSummary() {}

    /** Returns the type and the message of the innermost cause. */
    public static String describe(Throwable thrown) {
        Set<Throwable> seen = new HashSet<>();
        Throwable innermost = thrown;
        for (Throwable next = thrown; next != null && seen.add(next); next = next.getCause()) {
            innermost = next;
        }
        String message = innermost.getMessage();
        String type = innermost.getClass().getSimpleName();
        return SafeText.line(message == null || message.isBlank() ? type : type + ": " + message.strip());
    }
}
