package dev.lmcp;

import java.util.List;

/**
 * Thrown if arguments do not fit a shape.
 *
 * <p>Each problem names its place by a JSON Pointer (RFC 6901), what was expected, and what was found. The text is
 * bounded, and may be shown to the caller.
 */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidInputException(List<String> problems) {
        super(String.join("; ", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems: at least one, and at most twenty. */
    public List<String> problems() {
        return problems;
    }
}
