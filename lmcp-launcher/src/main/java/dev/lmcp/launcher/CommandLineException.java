package dev.lmcp.launcher;

/** The command line cannot be used. The message is for the operator. */
final class CommandLineException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandLineException(String message) {
        super(message);
    }
}
