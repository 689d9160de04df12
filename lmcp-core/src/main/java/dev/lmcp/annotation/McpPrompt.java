package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Offers a method as a prompt (MCP 2026-07-28, server/prompts).
 *
 * <p>A parameter of the type {@code String} is a required argument, and one of the type {@code Optional<String>} is an
 * argument that may be left out. Each has a description for people, by {@code @param} or {@code @Description}.
 * Parameters of the types {@code dev.lmcp.Call} and {@code dev.lmcp.Principal} are handed in.
 *
 * <p>The method returns a {@code dev.lmcp.PromptResult}, a {@code String} as the message of the person, a {@code
 * dev.lmcp.PromptMessage}, or a {@code List} of messages. What {@link McpTool} says about the class and the method holds
 * here too.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface McpPrompt {

    /** Returns the name. Without it, the name of the method in snake case. */
    String name() default "";

    /** Returns the name for people. Without it, the prompt has none. */
    String title() default "";

    /** Returns the description, by which a person chooses. Without it, the text of the method's Javadoc. */
    String description() default "";
}
