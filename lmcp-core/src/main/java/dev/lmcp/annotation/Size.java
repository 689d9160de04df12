package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds the characters of a text (Unicode code points), the items of a list, a set or an array, or the members of a map;
 * both bounds are included.
 *
 * <p>Clients see a bound of less than 2000. A larger one is checked and not shown, because interfaces of models that turn
 * a schema into a grammar refuse it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface Size {

    /** The smallest size, 0 or more. */
    int min() default 0;

    /** The largest size, {@link #min} or more. */
    int max() default Integer.MAX_VALUE;
}
