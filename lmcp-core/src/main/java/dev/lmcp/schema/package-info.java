/**
 * JSON Schema behind shapes and forms: validation, references, decoding, and the problems of a value with JSON pointers.
 *
 * <p>This package may use {@code dev.lmcp.text} and the JSON Schema library. It never knows tools, prompts or a protocol.
 * It is not exported.
 */
@NullMarked
package dev.lmcp.schema;

import org.jspecify.annotations.NullMarked;
