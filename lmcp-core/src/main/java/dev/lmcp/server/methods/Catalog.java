package dev.lmcp.server.methods;

import dev.lmcp.Prompt;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Tool;
import dev.lmcp.server.call.Change;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.text.NormalUri;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server offers, and who hears when that changes. Safe for concurrent use. */
public final class Catalog implements Registry {

    private final ChangeBus changes;
    private final NamedItems<Tool> tools = new NamedItems<>("tool");
    private final NamedItems<Resource> resources = new NamedItems<>("resource");
    private final NamedItems<ResourceTemplate> templates = new NamedItems<>("template");
    private final NamedItems<Prompt> prompts = new NamedItems<>("prompt");

    public Catalog(ChangeBus changes) {
        this.changes = changes;
    }

    public NamedItems<Tool> tools() {
        return tools;
    }

    NamedItems<Resource> resources() {
        return resources;
    }

    NamedItems<ResourceTemplate> templates() {
        return templates;
    }

    /** Returns the resource of this URI, in whatever spelling. */
    Optional<Resource> resource(String uri) {
        return resources.find(NormalUri.of(uri));
    }

    /** Returns the template of this text, in whatever spelling. */
    Optional<ResourceTemplate> template(String uriTemplate) {
        return templates.find(NormalUri.of(uriTemplate));
    }

    NamedItems<Prompt> prompts() {
        return prompts;
    }

    /** Says of each list that is longer than a page that some clients do not see all of it. */
    public List<String> notesOnPages(int pageSize) {
        return Stream.of(tools, resources, templates, prompts)
                .filter(items -> items.size() > pageSize)
                .map(
                        items -> items.size() + " " + items.kind() + "s come in pages of " + pageSize
                                + ", and some clients read the first page only; raise lmcp.limits.page-size to show all at once")
                .toList();
    }

    @Override
    public Catalog add(Tool tool) {
        tools.add(tool.name(), tool);
        return announce(Change.Kind.TOOLS);
    }

    @Override
    public Catalog add(Resource resource) {
        resources.add(NormalUri.of(resource.uri()), resource);
        return announce(Change.Kind.RESOURCES);
    }

    @Override
    public Catalog add(ResourceTemplate template) {
        templates.add(NormalUri.of(template.uriTemplate()), template);
        return announce(Change.Kind.RESOURCES);
    }

    @Override
    public Catalog add(Prompt prompt) {
        prompts.add(prompt.name(), prompt);
        return announce(Change.Kind.PROMPTS);
    }

    @Override
    public boolean removeTool(String name) {
        return announceIf(tools.remove(name), Change.Kind.TOOLS);
    }

    @Override
    public boolean removeResource(String uri) {
        return announceIf(resources.remove(NormalUri.of(uri)), Change.Kind.RESOURCES);
    }

    @Override
    public boolean removeTemplate(String uriTemplate) {
        return announceIf(templates.remove(NormalUri.of(uriTemplate)), Change.Kind.RESOURCES);
    }

    @Override
    public boolean removePrompt(String name) {
        return announceIf(prompts.remove(name), Change.Kind.PROMPTS);
    }

    @Override
    public void resourceUpdated(String uri) {
        changes.publish(new Change.ResourceUpdated(uri));
    }

    private Catalog announce(Change.Kind kind) {
        changes.publish(new Change.ListChanged(kind));
        return this;
    }

    private boolean announceIf(boolean changed, Change.Kind kind) {
        if (changed) {
            announce(kind);
        }
        return changed;
    }
}
