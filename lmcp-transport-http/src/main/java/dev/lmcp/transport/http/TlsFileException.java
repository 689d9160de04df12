package dev.lmcp.transport.http;

/** A certificate or key that cannot be used. The message is for the operator. */
final class TlsFileException extends Exception {

    private static final long serialVersionUID = 1L;

    TlsFileException(String message) {
        super(message);
    }
}
