package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds a number from below by any decimal: JSON Schema's {@code minimum} or {@code exclusiveMinimum}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface DecimalMin {

    /** The bound, in the form that {@link java.math.BigDecimal} reads, as in {@code 0.5}. */
    String value();

    /** Whether the bound itself is allowed. */
    boolean inclusive() default true;
}
