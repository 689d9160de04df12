package dev.lmcp;

import java.util.List;

/**
 * Arguments that do not fit a shape; each problem names its place by a JSON Pointer (RFC 6901), what was expected and
 * what was found. The text is meant for the caller.
 */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidInputException(List<String> problems) {
        super(String.join("; ", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, at least one. */
    public List<String> problems() {
        return problems;
    }
}
