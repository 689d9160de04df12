package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a value means: JSON Schema's {@code description}, which the model reads.
 *
 * <p>On a type, it describes each value of that type that has no description of its own. On a constant of an enum, it is
 * added to the description of the choice.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface Description {

    /** One or more sentences. */
    String value();
}
