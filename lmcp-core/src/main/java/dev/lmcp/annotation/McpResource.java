package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Offers a method as a resource, or as a template of resources (MCP 2026-07-28, server/resources).
 *
 * <p>The URI is a template if it has a variable, as in {@code orders://{id}}. Then the method has one parameter of the
 * type {@code String} for each variable, with its name. Parameters of the types {@code dev.lmcp.Call} and {@code
 * dev.lmcp.Principal} are handed in.
 *
 * <p>The method returns a {@code dev.lmcp.ResourceResult}, a {@code String} of text, or a {@code byte[]}; or an {@code
 * Optional} of one of them, and an empty one tells the client that the resource was not found. What {@link McpTool} says
 * about the class and the method holds here too.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface McpResource {

    /** Returns an absolute URI (RFC 3986), or a template of RFC 6570 level 1 with {@code {name}} or {@code {+name}}. */
    String uri();

    /** Returns the name for programs. Without it, the name of the method in snake case. */
    String name() default "";

    /** Returns the name for people. Without it, the resource has none. */
    String title() default "";

    /** Returns the description for the model. Without it, the text of the method's Javadoc, which may be absent. */
    String description() default "";

    /** Returns the media type of contents that name none themselves, as in {@code text/plain}. */
    String mimeType() default "";
}
