package dev.lmcp;

/** Thrown by a resource's handler if there is nothing to read at the URI (MCP 2026-07-28, server/resources). */
public final class ResourceNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception; the client is told the URI that it sent, and nothing else. */
    public ResourceNotFoundException() {
        super("resource not found", null, false, false);
    }
}
