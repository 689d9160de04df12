package dev.lmcp;

import dev.lmcp.schema.Size;
import dev.lmcp.schema.TextCodec;
import java.util.Objects;
import java.util.Optional;

/**
 * A property that holds text.
 *
 * @param <T> the type that {@link Input#get} returns: {@link String}, or {@code Optional<String>}
 */
public final class TextField<T> extends Field<String, T> {

    private final Property<String, TextCodec> text;

    TextField(Property<String, TextCodec> property) {
        super(property);
        this.text = property;
    }

    @Override
    public TextField<T> description(String value) {
        super.description(value);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public TextField<String> orElse(String value) {
        super.orElse(value);
        // T is String, as optional() was not called
        return (TextField<String>) this;
    }

    @Override
    public TextField<Optional<String>> optional() {
        text.optional();
        return new TextField<>(text);
    }

    @Override
    public TextField<T> header(String name) {
        super.header(name);
        return this;
    }

    /**
     * Bounds the number of characters (Unicode code points), both bounds included.
     *
     * <p>Clients see a bound of less than 2000. A larger one is checked and not shown, because models' interfaces that turn
     * a schema into a grammar refuse it.
     *
     * @param min 0 or more
     * @param max {@code min} or more
     */
    public TextField<T> length(int min, int max) {
        try {
            text.become(text.codec().withLength(new Size(min, max)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field '" + name() + "' has the length " + e.getMessage(), e);
        }
        return this;
    }

    /**
     * Requires that a regular expression is found in the text; anchor it if the whole text must match.
     *
     * @param regex a regular expression of ECMA-262, where {@code $} is the end of the text. Look-around, back-references
     *     and what only Java has are refused, because clients of other languages read the pattern too
     * @throws IllegalArgumentException if the pattern is not such an expression; the message says why
     */
    public TextField<T> pattern(String regex) {
        try {
            text.become(text.codec().withPattern(Objects.requireNonNull(regex, "regex")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "field '" + name() + "' has the pattern '" + regex + "', which " + e.getMessage(), e);
        }
        return this;
    }
}
