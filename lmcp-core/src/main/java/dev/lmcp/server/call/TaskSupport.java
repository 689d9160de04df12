package dev.lmcp.server.call;

/** What a request says about tasks. */
public enum TaskSupport {
    /** The client cannot follow a task. */
    NONE,
    /** The client can follow one; the server decides. */
    ALLOWED,
    /** The client asks for one. */
    REQUESTED
}
