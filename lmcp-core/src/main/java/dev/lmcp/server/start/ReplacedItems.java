package dev.lmcp.server.start;

import dev.lmcp.Prompt;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The items that the classes of a folder have registered. They are collected first, and put in place of those of the
 * classes before when all have registered. Later additions go to the server at once. Safe for concurrent use.
 */
final class ReplacedItems extends ForwardingRegistry {

    private final List<Consumer<Registry>> additions = new ArrayList<>();
    private final List<Runnable> removals = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private boolean isInPlace;

    ReplacedItems(Registry registry) {
        super(registry);
    }

    /** Puts the items in place of those of the classes before. */
    synchronized void replace(ReplacedItems before) {
        before.remove();
        isInPlace = true;
        additions.forEach(addition -> addition.accept(registry));
        additions.clear();
    }

    private synchronized void remove() {
        removals.forEach(Runnable::run);
        removals.clear();
    }

    /** Returns the names of the tools. */
    synchronized List<String> tools() {
        return List.copyOf(names);
    }

    private synchronized Registry add(Consumer<Registry> addition, Runnable removal) {
        if (isInPlace) {
            addition.accept(registry);
        } else {
            additions.add(addition);
        }
        removals.add(removal);
        return this;
    }

    @Override
    public synchronized Registry add(Tool tool) {
        names.add(tool.name());
        return add(target -> target.add(tool), () -> registry.removeTool(tool.name()));
    }

    @Override
    public Registry add(Resource resource) {
        return add(target -> target.add(resource), () -> registry.removeResource(resource.uri()));
    }

    @Override
    public Registry add(ResourceTemplate template) {
        return add(target -> target.add(template), () -> registry.removeTemplate(template.uriTemplate()));
    }

    @Override
    public Registry add(Prompt prompt) {
        return add(target -> target.add(prompt), () -> registry.removePrompt(prompt.name()));
    }
}
