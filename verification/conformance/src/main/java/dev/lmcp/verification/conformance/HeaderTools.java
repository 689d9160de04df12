package dev.lmcp.verification.conformance;

import dev.lmcp.Registry;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;

/** A tool with an argument that clients mirror in an HTTP header. */
final class HeaderTools {

    private static final Shape<String> REGION = Shape.object(fields -> {
        var region = fields.string("region").description("Any text").header("Region");
        return in -> in.get(region);
    });

    private HeaderTools() {}

    static void register(Registry registry) {
        registry.add(Tool.named("test_custom_header")
                .description("Repeats its region")
                .input(REGION)
                .handle((region, call) -> ToolResult.text("The region is " + region)));
    }
}
