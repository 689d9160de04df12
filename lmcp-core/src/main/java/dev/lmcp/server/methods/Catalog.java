package dev.lmcp.server.methods;

import dev.lmcp.Prompt;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Tool;
import dev.lmcp.schema.ModelRules;
import dev.lmcp.server.call.Change;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.text.NormalUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tools, resources and prompts of the server. It publishes changes. Safe for concurrent use. */
public final class Catalog implements Registry {

    /** A report has no more of these notes, however many tools there are. */
    private static final int MAX_SCHEMA_NOTES = 20;

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
        List<String> notes = new ArrayList<>();
        for (NamedItems<?> items : List.of(tools, resources, templates, prompts)) {
            if (items.size() > pageSize) {
                notes.add(
                        items.size() + " " + items.kind() + "s come in pages of " + pageSize
                                + ", and some clients read the first page only; raise lmcp.limits.page-size to show all at once");
            }
        }
        return notes;
    }

    /** Says of each tool which interfaces of models do not take the schema of its arguments. */
    public List<String> notesOnSchemas() {
        List<String> notes = tools.all().stream()
                .flatMap(tool -> ModelRules.notes(tool.inputSchema()).stream()
                        .map(note -> "tool '" + tool.name() + "': " + note))
                .toList();
        int more = notes.size() - MAX_SCHEMA_NOTES;
        return more <= 0
                ? notes
                : Stream.concat(
                                notes.stream().limit(MAX_SCHEMA_NOTES),
                                Stream.of(more + " more notes on the arguments of tools are left out; correct the"
                                        + " tools above first"))
                        .toList();
    }

    @Override
    public Catalog add(Tool tool) {
        tools.add(tool.name(), tool);
        return publish(Change.Kind.TOOLS);
    }

    @Override
    public Catalog add(Resource resource) {
        resources.add(NormalUri.of(resource.uri()), resource);
        return publish(Change.Kind.RESOURCES);
    }

    @Override
    public Catalog add(ResourceTemplate template) {
        templates.add(NormalUri.of(template.uriTemplate()), template);
        return publish(Change.Kind.RESOURCES);
    }

    @Override
    public Catalog add(Prompt prompt) {
        prompts.add(prompt.name(), prompt);
        return publish(Change.Kind.PROMPTS);
    }

    @Override
    public boolean removeTool(String name) {
        return publishIf(tools.remove(name), Change.Kind.TOOLS);
    }

    @Override
    public boolean removeResource(String uri) {
        return publishIf(resources.remove(NormalUri.of(uri)), Change.Kind.RESOURCES);
    }

    @Override
    public boolean removeTemplate(String uriTemplate) {
        return publishIf(templates.remove(NormalUri.of(uriTemplate)), Change.Kind.RESOURCES);
    }

    @Override
    public boolean removePrompt(String name) {
        return publishIf(prompts.remove(name), Change.Kind.PROMPTS);
    }

    @Override
    public void resourceUpdated(String uri) {
        changes.publish(new Change.ResourceUpdated(uri));
    }

    private Catalog publish(Change.Kind kind) {
        changes.publish(new Change.ListChanged(kind));
        return this;
    }

    private boolean publishIf(boolean changed, Change.Kind kind) {
        if (changed) {
            publish(kind);
        }
        return changed;
    }
}
