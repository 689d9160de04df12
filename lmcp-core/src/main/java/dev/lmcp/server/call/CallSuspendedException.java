package dev.lmcp.server.call;

/** Ends a handler's run: the outcome to go on with is noted in its call. */
public final class CallSuspendedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallSuspendedException() {
        super("the handler's run ends here and begins again when the client has answered", null, false, false);
    }
}
