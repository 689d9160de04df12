package dev.lmcp.server;

/** What a request says about tasks. */
enum TaskWish {
    /** The client cannot follow a task. */
    NONE,
    /** The client can follow one; the server decides. */
    POSSIBLE,
    /** The client asks for one. */
    WANTED
}
