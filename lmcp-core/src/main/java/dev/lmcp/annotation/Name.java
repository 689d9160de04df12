package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the name that a value has in JSON, instead of its name in Java.
 *
 * <p>On a record that is a case of a sealed interface, it is the value of the {@link Discriminator}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.TYPE, ElementType.FIELD})
public @interface Name {

    /** One or more characters; interfaces of models take letters, digits and underscores. */
    String value();
}
