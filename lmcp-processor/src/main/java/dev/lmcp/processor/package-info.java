/**
 * Two annotation processors (JSR 269). {@code MethodProcessor} writes a {@code ToolProvider} for each class that has
 * annotated methods. {@code ServicesProcessor} lists the providers for {@code java.util.ServiceLoader}.
 *
 * <p>They are two, as build tools treat them differently: what the first one writes depends on one class and its Javadoc,
 * and what the second one writes depends on all providers, but on nothing that a class file lacks. They use nothing but
 * {@code javax.annotation.processing}, so they run in every compiler that has it, and know the core by name.
 */
@NullMarked
package dev.lmcp.processor;

import org.jspecify.annotations.NullMarked;
