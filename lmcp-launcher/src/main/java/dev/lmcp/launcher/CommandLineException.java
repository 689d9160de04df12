package dev.lmcp.launcher;

/** Tells what on the command line cannot be used, in words for the person who typed it. */
final class CommandLineException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandLineException(String message) {
        super(message);
    }
}
