package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds a number from above by any decimal: JSON Schema's {@code maximum} or {@code exclusiveMaximum}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface DecimalMax {

    /** The bound, in the form that {@link java.math.BigDecimal} reads, as in {@code 99.95}. */
    String value();

    /** Whether the bound itself is allowed. */
    boolean inclusive() default true;
}
