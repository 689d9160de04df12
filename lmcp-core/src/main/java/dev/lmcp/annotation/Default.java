package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the value that an absent argument has: JSON Schema's {@code default}.
 *
 * <p>The value must be one that a caller may send. A component without a default is required, unless it is an
 * {@link java.util.Optional}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Default {

    /**
     * The value as text: {@code 3}, {@code true}, {@code NORMAL}, {@code 2026-11-28}. A list, a map or a record is
     * JSON, as in {@code ["a", "b"]}.
     */
    String value();
}
