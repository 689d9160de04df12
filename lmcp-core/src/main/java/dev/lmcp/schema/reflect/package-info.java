/**
 * Makes codecs of records and of sealed interfaces of records, by the JDK's reflection of records, once for each shape.
 *
 * <p>This package uses {@code dev.lmcp.schema} and {@code dev.lmcp.annotation}. It reads the annotations of Jakarta
 * Validation and of Jackson by their names and depends on neither. It is not exported.
 */
@NullMarked
package dev.lmcp.schema.reflect;

import org.jspecify.annotations.NullMarked;
