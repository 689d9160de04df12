package dev.lmcp.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The steps of a tool's builder for what {@code @McpTool} says besides. */
final class ToolOptions {

    private ToolOptions() {}

    static List<String> write(Offer tool, Imports imports) {
        List<String> steps = new ArrayList<>();
        List<String> scopes = tool.attributes().texts("scopes");
        if (!scopes.isEmpty()) {
            steps.add(scopes.stream().map(Literals::quoted).collect(Collectors.joining(", ", ".scopes(", ")")));
        }
        List<String> hints = tool.attributes().texts("hints");
        if (!hints.isEmpty()) {
            steps.add(".annotations(" + annotations(hints, imports) + ")");
        }
        Durations.factory(tool.attributes().text("timeLimit"))
                .ifPresent(
                        factory -> steps.add(".timeLimit(" + imports.name("java.time.Duration") + "." + factory + ")"));
        for (String mode : tool.attributes().texts("tasks")) {
            steps.add(".taskMode(" + imports.name("dev.lmcp.TaskMode") + "." + mode + ")");
        }
        return steps;
    }

    private static String annotations(List<String> hints, Imports imports) {
        String effect = hints.contains("READ_ONLY")
                ? "readOnly()"
                : hints.contains("DESTRUCTIVE") ? "destructive()" : "additive()";
        return imports.name("dev.lmcp.ToolAnnotations") + "." + effect
                + (hints.contains("IDEMPOTENT") ? ".idempotent()" : "")
                + (hints.contains("OPEN_WORLD") ? ".openWorld()" : "");
    }
}
