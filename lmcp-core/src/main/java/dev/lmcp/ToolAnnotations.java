package dev.lmcp;

import java.util.List;

/**
 * What a tool's author promises about its effects: MCP's {@code ToolAnnotations} (2026-07-28, server/tools). Clients
 * take them as hints.
 *
 * <p>Begin with one of the factories and add what holds besides, as in {@code
 * ToolAnnotations.readOnly().openWorld()}. Immutable.
 */
public final class ToolAnnotations extends Value {

    private final boolean readOnly;
    private final boolean destructive;
    private final boolean idempotent;
    private final boolean openWorld;

    private ToolAnnotations(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        this.readOnly = readOnly;
        this.destructive = destructive;
        this.idempotent = idempotent;
        this.openWorld = openWorld;
    }

    /** Returns the annotations of a tool that changes nothing; it is idempotent, and its world is closed. */
    public static ToolAnnotations readOnly() {
        return new ToolAnnotations(true, false, true, false);
    }

    /** Returns the annotations of a tool that only adds, and destroys nothing; its world is closed. */
    public static ToolAnnotations additive() {
        return new ToolAnnotations(false, false, false, false);
    }

    /** Returns the annotations of a tool that may overwrite or delete something; its world is closed. */
    public static ToolAnnotations destructive() {
        return new ToolAnnotations(false, true, false, false);
    }

    /**
     * Returns these annotations, and that a second call with the same arguments changes nothing more. If several nodes share
     * their tasks, the task of a node that is lost then runs again on another node.
     */
    public ToolAnnotations idempotent() {
        return new ToolAnnotations(readOnly, destructive, true, openWorld);
    }

    /** Returns these annotations, and that the tool deals with things outside of the server, such as the web. */
    public ToolAnnotations openWorld() {
        return new ToolAnnotations(readOnly, destructive, idempotent, true);
    }

    /** Returns whether the tool changes nothing: {@code readOnlyHint}. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Returns whether the tool may overwrite or delete something: {@code destructiveHint}. */
    public boolean isDestructive() {
        return destructive;
    }

    /** Returns whether a second call with the same arguments changes nothing more: {@code idempotentHint}. */
    public boolean isIdempotent() {
        return idempotent;
    }

    /** Returns whether the tool deals with things outside of the server: {@code openWorldHint}. */
    public boolean isOpenWorld() {
        return openWorld;
    }

    @Override
    List<?> parts() {
        return List.of(readOnly, destructive, idempotent, openWorld);
    }
}
