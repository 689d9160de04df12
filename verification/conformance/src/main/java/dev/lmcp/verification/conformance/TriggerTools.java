package dev.lmcp.verification.conformance;

import dev.lmcp.Prompt;
import dev.lmcp.PromptResult;
import dev.lmcp.Registry;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;

/** Tools that change what the server offers while clients are connected. */
final class TriggerTools {

    private static final String COMING_TOOL = "test_coming_and_going_tool";
    private static final String COMING_PROMPT = "test_coming_and_going_prompt";

    private final Registry registry;

    /** Whether a call restores the list that it changes. A load balancer needs nodes with equal lists. */
    private final boolean restoresLists;

    private TriggerTools(Registry registry, boolean restoresLists) {
        this.registry = registry;
        this.restoresLists = restoresLists;
    }

    static void register(Registry registry, boolean restoresLists) {
        TriggerTools triggers = new TriggerTools(registry, restoresLists);
        registry.add(Tool.named("test_trigger_tool_change")
                        .description("Adds a tool, or removes it again")
                        .handle((none, call) -> triggers.changeTools()))
                .add(Tool.named("test_trigger_prompt_change")
                        .description("Adds a prompt, or removes it again")
                        .handle((none, call) -> triggers.changePrompts()))
                .add(Tool.named("test_trigger_resource_update")
                        .description("Tells subscribers that the watched resource has changed")
                        .handle((none, call) -> {
                            registry.resourceUpdated(Resources.WATCHED);
                            return ToolResult.text("Told the subscribers.");
                        }));
    }

    private synchronized ToolResult changeTools() {
        if (registry.removeTool(COMING_TOOL)) {
            return ToolResult.text("Removed " + COMING_TOOL);
        }
        registry.add(Tool.named(COMING_TOOL)
                .description("Comes and goes")
                .handle((none, call) -> ToolResult.text("Here for now.")));
        if (restoresLists) {
            registry.removeTool(COMING_TOOL);
        }
        return ToolResult.text("Added " + COMING_TOOL);
    }

    private synchronized ToolResult changePrompts() {
        if (registry.removePrompt(COMING_PROMPT)) {
            return ToolResult.text("Removed " + COMING_PROMPT);
        }
        registry.add(Prompt.named(COMING_PROMPT)
                .description("Comes and goes")
                .handle((arguments, call) -> PromptResult.text("Here for now.")));
        if (restoresLists) {
            registry.removePrompt(COMING_PROMPT);
        }
        return ToolResult.text("Added " + COMING_PROMPT);
    }
}
