package dev.lmcp.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a provider that {@code lmcp-processor} has written. It is in the class file, so that a later compilation of other
 * classes knows all providers of the module. Do not write it by hand.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GeneratedProvider {

    /** Returns the class whose methods the provider offers. */
    Class<?> value();

    /** Returns whether the provider has a constructor by which a server can create it. */
    boolean standalone();

    /** Returns the name of the plugin. */
    String plugin();

    /** Returns the names of the methods, each followed by what it offers, as in {@code add=tool 'add'}. */
    String[] offers();
}
