package dev.lmcp;

import dev.lmcp.text.UriTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource template in the making, from {@link ResourceTemplate#at} to {@link #handle}.
 *
 * <p>Each step returns a new builder and leaves this one as it was; a step that is called again replaces what it said
 * before. Immutable and safe for concurrent use.
 */
public final class ResourceTemplateBuilder {

    private final UriTemplate template;
    private final Details details;
    private final Map<String, Completer> completers;

    ResourceTemplateBuilder(UriTemplate template, Details details, Map<String, Completer> completers) {
        this.template = template;
        this.details = details;
        this.completers = completers;
    }

    private ResourceTemplateBuilder with(Details changed) {
        return new ResourceTemplateBuilder(template, changed, completers);
    }

    /** Sets the name for programs; without it, the template's text. */
    public ResourceTemplateBuilder name(String value) {
        return with(details.withName(value));
    }

    /** Sets the name for people. */
    public ResourceTemplateBuilder title(String value) {
        return with(details.withTitle(value));
    }

    /** Sets the description for the model. */
    public ResourceTemplateBuilder description(String value) {
        return with(details.withDescription(value));
    }

    /** Sets the media type, if all resources of the template have the same. */
    public ResourceTemplateBuilder mimeType(String value) {
        return with(details.withMimeType(value));
    }

    /** Sets the icons. */
    public ResourceTemplateBuilder icons(Icon... values) {
        return with(details.withIcons(values));
    }

    /** Sets the hints for the client. */
    public ResourceTemplateBuilder annotations(Annotations value) {
        return with(details.withAnnotations(value));
    }

    /** Sets the {@code _meta} of the definition. */
    public ResourceTemplateBuilder meta(ObjectNode value) {
        return with(details.withMeta(value));
    }

    /** Sets how long clients may cache what they read; without it, not at all. */
    public ResourceTemplateBuilder cache(CacheHint value) {
        return with(details.withCache(value));
    }

    /**
     * Sets what proposes values for a variable.
     *
     * @throws IllegalArgumentException if the template has no such variable
     */
    public ResourceTemplateBuilder complete(String variable, Completer completer) {
        Objects.requireNonNull(variable, "variable");
        Objects.requireNonNull(completer, "completer");
        if (!template.variables().contains(variable)) {
            throw new IllegalArgumentException("template '" + template.text() + "' has no variable '" + variable
                    + "'; expected one of " + template.variables());
        }
        Map<String, Completer> more = new LinkedHashMap<>(completers);
        more.put(variable, completer);
        return new ResourceTemplateBuilder(template, details, more);
    }

    /** Completes the template with what reads its resources. */
    public ResourceTemplate handle(ResourceTemplate.Handler handler) {
        return new ResourceTemplate(template, details, completers, Objects.requireNonNull(handler, "handler"));
    }
}
