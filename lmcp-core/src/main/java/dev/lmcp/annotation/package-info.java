/**
 * Annotations on the components of a record, from which {@link dev.lmcp.Shape#of} makes a JSON Schema and its checks.
 *
 * <pre>{@code
 * record Order(
 *         @Description("Who orders") Customer customer,
 *         @Description("How urgent it is") @Default("NORMAL") Priority priority,
 *         @Description("What is ordered") @Size(min = 1, max = 20) List<Item> items,
 *         @Description("A remark for the clerk") Optional<String> note) {}
 * }</pre>
 *
 * <p>{@link Description}, {@link Default} and {@link Example} belong to a component. The bounds may also stand within its
 * type, as in {@code List<@Min(1) Integer>}.
 *
 * <p>Annotations of other libraries are read by their names, if the record has them: those of Jakarta Validation
 * ({@code NotNull}, {@code NotBlank}, {@code NotEmpty}, {@code Size}, {@code Min}, {@code Max}, {@code DecimalMin}, {@code
 * DecimalMax}, {@code Positive}, {@code PositiveOrZero}, {@code Negative}, {@code NegativeOrZero}, {@code Pattern}, {@code
 * Email}), and Jackson's {@code JsonProperty} and {@code JsonPropertyDescription}. Other constraints of Jakarta
 * Validation, such as {@code Past} and {@code Digits}, have no counterpart in JSON Schema. They are not checked.
 *
 * <p>{@link McpTool}, {@link McpResource} and {@link McpPrompt} offer a method. The annotation processor of {@code
 * lmcp-processor} reads them at compile time, and writes a {@link dev.lmcp.spi.ToolProvider} for the class. The same
 * annotations describe the parameters of such a method and the components of a record.
 */
@NullMarked
package dev.lmcp.annotation;

import org.jspecify.annotations.NullMarked;
