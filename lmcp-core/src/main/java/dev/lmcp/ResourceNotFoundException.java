package dev.lmcp;

/** The news that there is nothing to read at a URI. */
public final class ResourceNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the news; the caller is told its own URI and nothing else. */
    public ResourceNotFoundException() {
        super("resource not found", null, false, false);
    }
}
