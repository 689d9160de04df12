package dev.lmcp.text;

import java.io.IOException;

/** Says what is wrong with a file that an operator wrote, in words for the operator, without the file's name. */
public final class UnreadableFileException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String found, String expected) {
        super(found + "; expected " + expected);
    }

    UnreadableFileException(String found, String expected, Exception cause) {
        this(found, expected);
        initCause(cause);
    }

    /** Returns what was found, what was expected and what to do, as a sentence that begins with the file's name goes on. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
