package dev.lmcp;

/** Whether calls of a tool may run as tasks, whose state and result the client asks for later. */
public enum TaskMode {
    /** A call never becomes a task: the caller waits for the result. */
    NEVER,
    /** A call is a task from the start, if the client can follow one; otherwise the caller waits. */
    OPTIONAL,
    /** A call becomes a task when the handler calls {@link Call#continueAsTask}, if the client can follow one. */
    DEFERRED,
    /** A call is always a task; a client that cannot follow one is refused. */
    REQUIRED
}
