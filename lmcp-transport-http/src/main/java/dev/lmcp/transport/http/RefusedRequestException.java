package dev.lmcp.transport.http;

/** A request that is not HTTP as this transport accepts it. It has no stack trace, because any client can cause it. */
final class RefusedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Creates the exception.
     *
     * @param status the HTTP status of the response
     * @param reason the reason, for the log
     */
    RefusedRequestException(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
