package dev.lmcp.schema;

/**
 * How a JSON array or object of any number of items becomes a Java value.
 *
 * @param <V> the type of the Java value
 */
public interface SizedCodec<V> extends Codec<V> {

    /** Returns how many items are allowed. */
    Size size();

    /** Returns this codec with other bounds. */
    SizedCodec<V> withSize(Size bounds);

    /** Returns an immutable copy of a value that a program gives. */
    V copy(V value);
}
