package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the property by which the records of a sealed interface are told apart; without this annotation, it is {@code
 * type}.
 *
 * <p>Its value is the record's name in Java with a small first letter, as in {@code creditCard}, or its {@link Name}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Discriminator {

    /** The name of the property; no record of the interface has a component of this name. */
    String value();
}
