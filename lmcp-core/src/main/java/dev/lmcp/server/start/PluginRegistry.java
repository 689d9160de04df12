package dev.lmcp.server.start;

import dev.lmcp.Prompt;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * The registry that is passed to one plugin.
 *
 * <p>While the plugin registers, each addition is recorded. The report lists the additions; if the plugin fails, they are
 * removed.
 */
final class PluginRegistry extends ForwardingRegistry {

    private final List<String> tools = new ArrayList<>();
    private final List<Runnable> undo = new ArrayList<>();
    private int others;
    private boolean isRecording = true;

    PluginRegistry(Registry registry) {
        super(registry);
    }

    @Override
    public Registry add(Tool tool) {
        registry.add(tool);
        noteAddition(() -> {
            tools.add(tool.name());
            undo.add(() -> registry.removeTool(tool.name()));
        });
        return this;
    }

    @Override
    public Registry add(Resource resource) {
        registry.add(resource);
        noteOther(() -> registry.removeResource(resource.uri()));
        return this;
    }

    @Override
    public Registry add(ResourceTemplate template) {
        registry.add(template);
        noteOther(() -> registry.removeTemplate(template.uriTemplate()));
        return this;
    }

    @Override
    public Registry add(Prompt prompt) {
        registry.add(prompt);
        noteOther(() -> registry.removePrompt(prompt.name()));
        return this;
    }

    /** Ends the recording; returns the additions as a text for the report. */
    synchronized String summarize() {
        isRecording = false;
        undo.clear();
        String more = others == 0 ? "" : others + (others == 1 ? " resource or prompt" : " resources or prompts");
        String names = String.join(", ", tools);
        return names.isEmpty() || more.isEmpty() ? names + more : names + " and " + more;
    }

    /** Removes the additions and ends the recording. */
    synchronized void undo() {
        isRecording = false;
        undo.forEach(Runnable::run);
        undo.clear();
    }

    int tools() {
        return tools.size();
    }

    private void noteOther(Runnable remove) {
        noteAddition(() -> {
            others++;
            undo.add(remove);
        });
    }

    private synchronized void noteAddition(Runnable addition) {
        if (isRecording) {
            addition.run();
        }
    }
}
