/**
 * Annotations by which a tool, a resource or a prompt is written as a method of a plain class.
 *
 * <p>The annotation processor of {@code lmcp-processor} reads them at compile time and writes a {@link
 * dev.lmcp.spi.ToolProvider} for the class. Nothing reads them at run time, except {@link
 * dev.lmcp.annotation.GeneratedProvider} by later compilations.
 */
package dev.lmcp.annotation;
