package dev.lmcp.server.call;

/** Whether a request can continue as a task. */
public enum TaskSupport {
    /** The client does not support tasks. */
    NONE,
    /** The client supports tasks, and the server decides. */
    ALLOWED,
    /** The client requests a task. */
    REQUESTED
}
