package dev.lmcp;

/** Whether a tool's work may be handed out as a task, which the client asks about later. */
public enum TaskMode {
    /** Never: the caller waits for the result. */
    NEVER,
    /** A task from the start, where the client can follow one; otherwise the caller waits. */
    OPTIONAL,
    /** A task from where the handler calls {@link Call#continueAsTask}, where the client can follow one. */
    DEFERRED,
    /** Always a task: a client that cannot follow one is refused. */
    REQUIRED
}
