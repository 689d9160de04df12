package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a class with tools, resources or prompts how its plugin is named and used. A class does not need it.
 *
 * <p>The plugin's name is the one in {@code lmcp.tools} and in the keys {@code lmcp.tools.NAME.…}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface McpPlugin {

    /**
     * Returns the name: 1 to 64 lower-case letters, digits and hyphens, the first one a letter. Without it, the name of
     * the class in kebab case: {@code HelpDesk} becomes {@code help-desk}.
     */
    String name() default "";

    /** Returns whether the plugin is used only if {@code lmcp.tools} names it. */
    boolean optIn() default false;
}
