/**
 * What authors of tools and embedders use: they describe tools, resources and prompts, and start a server.
 *
 * <p>A tool takes a record and returns one; {@code dev.lmcp.annotation} describes and bounds its components:
 *
 * <pre>{@code
 * record Query(
 *         @Description("City name, as a person would say it") String city,
 *         @Description("Days ahead, counting today") @Min(1) @Max(7) @Default("3") int days) {}
 *
 * Tool.named("forecast")
 *         .description("Weather for a city")
 *         .input(Query.class)
 *         .returns(Forecast.class)
 *         .handle((query, call) -> weather.forecast(query.city(), query.days()));
 * }</pre>
 *
 * <p>Types are immutable unless they say otherwise. A parameter that is null is refused with a {@link
 * java.lang.NullPointerException} that names it, and nothing returns null. JSON is Jackson's tree model. Sections of the
 * Model Context Protocol are named by revision and page, as in "MCP 2026-07-28, server/tools".
 */
@NullMarked
package dev.lmcp;

import org.jspecify.annotations.NullMarked;
