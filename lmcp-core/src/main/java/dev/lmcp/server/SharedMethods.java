package dev.lmcp.server;

import java.util.Map;

/** The methods that every era has. */
record SharedMethods(ToolMethods tools, ResourceMethods resources, PromptMethods prompts, CompletionMethod completion) {

    Map<String, Method> byName() {
        return Map.of(
                "tools/list", tools.list(),
                "tools/call", tools.call(),
                "resources/list", resources.list(),
                "resources/templates/list", resources.templates(),
                "resources/read", resources.read(),
                "prompts/list", prompts.list(),
                "prompts/get", prompts.get(),
                "completion/complete", completion);
    }
}
