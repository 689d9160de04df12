package dev.lmcp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires that a regular expression is found in a text: JSON Schema's {@code pattern}.
 *
 * <p>Anchor it by {@code ^} and {@code $} if the whole text must match. It is one of ECMA-262. Look-around,
 * back-references and what only Java has are refused, because clients of other languages read the pattern, too.
 *
 * <p>A text is refused if the search in it takes too many steps or too much of the stack, as in a long text and a group that
 * repeats.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface Pattern {

    /** The regular expression. */
    String value();
}
