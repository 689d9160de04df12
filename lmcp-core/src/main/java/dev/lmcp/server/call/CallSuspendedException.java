package dev.lmcp.server.call;

/** Ends a run of a handler. The call holds the result of the run. */
public final class CallSuspendedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallSuspendedException() {
        super("the call is suspended; the handler runs again after the client has answered", null, false, false);
    }
}
