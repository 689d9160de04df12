package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Offers a method as a tool (MCP 2026-07-28, server/tools).
 *
 * <p>The parameters of the method are the arguments of the tool, in their order and with their names. A parameter may
 * have each type that a component of a record may have in a schema, and the same annotations. Parameters of the types
 * {@code dev.lmcp.Call} and {@code dev.lmcp.Principal} are no arguments: the call and its caller are handed in.
 *
 * <p>The method returns one of these:
 *
 * <ul>
 *   <li>{@code dev.lmcp.ToolResult}: the result as it is
 *   <li>a record, or a sealed interface of records: the structured result. Its schema is the output schema
 *   <li>{@code String}: one block of text
 *   <li>{@code dev.lmcp.Content}, or a {@code List} of it: these blocks
 *   <li>{@code void}: the text "done"
 * </ul>
 *
 * <p>The class is public, and not nested. The method may have every visibility except private, and may be static. It may
 * throw checked exceptions. A {@code dev.lmcp.ToolException} is for the model; another exception is hidden from it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface McpTool {

    /**
     * Returns the name: 1 to 64 characters out of {@code A-Z a-z 0-9 _ - .}. Without it, the name of the method in
     * snake case: {@code createOrder} becomes {@code create_order}.
     */
    String name() default "";

    /** Returns the name for people. Without it, the tool has none. */
    String title() default "";

    /**
     * Returns the description, by which the model decides whether to call the tool. Without it, the text of the method's
     * Javadoc in front of the first block tag.
     */
    String description() default "";

    /** Returns the scopes (RFC 6749 §3.3), all of which a caller must hold. */
    String[] scopes() default {};

    /** Returns what the tool promises about its effects. Without any hint, it promises nothing. */
    Hint[] hints() default {};

    /** Returns how long one call may take, as in {@code 250ms}, {@code 30s} or {@code 5m}. Without it, there is no limit. */
    String timeLimit() default "";

    /** Returns whether calls may run as tasks. */
    Tasks tasks() default Tasks.NEVER;

    /**
     * Returns the record, or the sealed interface of records, that describes the structured result of a method that
     * returns a {@code ToolResult}. Without it, there is no output schema.
     */
    Class<?> output() default void.class;

    /**
     * What a tool promises about its effects, as {@code dev.lmcp.ToolAnnotations} has it. {@link #READ_ONLY}, {@link
     * #ADDITIVE} and {@link #DESTRUCTIVE} exclude each other, and one of them is needed.
     */
    enum Hint {
        /** The tool changes nothing; it is idempotent. */
        READ_ONLY,
        /** The tool only adds, and destroys nothing. */
        ADDITIVE,
        /** The tool may overwrite or delete something. */
        DESTRUCTIVE,
        /** A second call with the same arguments changes nothing more. */
        IDEMPOTENT,
        /** The tool deals with things outside of the server, such as the web. */
        OPEN_WORLD
    }

    /** Whether calls of a tool may run as tasks, as {@code dev.lmcp.TaskMode} has it. */
    enum Tasks {
        /** A call never becomes a task. */
        NEVER,
        /** A call is a task from the start, if the client can follow one. */
        OPTIONAL,
        /** A call becomes a task when the method calls {@code continueAsTask}. */
        DEFERRED,
        /** A call is always a task; a client that cannot follow one is refused. */
        REQUIRED
    }
}
