package dev.lmcp;

import dev.lmcp.text.UriTemplate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A family of resources whose URIs follow a template (MCP 2026-07-28, server/resources, resource templates).
 *
 * <p>Templates are those of RFC 6570 level 1, {@code {name}}, and {@code {+name}} for a value that may have slashes.
 * Values reach the handler percent-decoded. A URI does not match if a value is {@code .} or {@code ..}, has such a path
 * segment, a backslash or a NUL, whichever way it is encoded; nor if it is longer than 8192 characters.
 *
 * <p>Immutable and safe for concurrent use; the handler and the completers must be safe for concurrent use too.
 */
public final class ResourceTemplate extends Metadata {

    private final UriTemplate template;
    private final Map<String, Completer> completers;
    private final Handler handler;

    /** What reads the resources of a template. Safe for concurrent use, as reads run at the same time. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Reads one of the resources, on a thread that may block.
         *
         * @param variables the decoded values, by name; every variable of the template is there
         * @param call the request that this run belongs to
         * @return the contents, never null
         * @throws ResourceNotFoundException if there is no such resource
         * @throws Exception if it fails otherwise: the client sees an internal error, and the log has the reason
         */
        ResourceResult handle(Map<String, String> variables, Call call) throws Exception;
    }

    ResourceTemplate(UriTemplate template, Details details, Map<String, Completer> completers, Handler handler) {
        super(details);
        this.template = template;
        this.completers = Map.copyOf(completers);
        this.handler = handler;
    }

    /**
     * Begins a template.
     *
     * @param uriTemplate as in {@code weather://climate/{city}}, unique within the server
     * @throws IllegalArgumentException if it is no template of level 1, or has no variable
     */
    public static ResourceTemplateBuilder at(String uriTemplate) {
        UriTemplate template = UriTemplate.parse(Objects.requireNonNull(uriTemplate, "uriTemplate"));
        return new ResourceTemplateBuilder(template, Details.named(uriTemplate), Map.of());
    }

    /** Returns the template's text. */
    public String uriTemplate() {
        return template.text();
    }

    /** Returns the media type of contents that name none themselves. */
    public Optional<String> mimeType() {
        return details().mimeType();
    }

    /** Returns the hints for the client. */
    public Annotations annotations() {
        return details().annotations();
    }

    /** Returns how long clients may cache what they read. */
    public CacheHint cache() {
        return details().cache();
    }

    /** Returns what proposes values for a variable. */
    public Optional<Completer> completer(String variable) {
        return Optional.ofNullable(completers.get(Objects.requireNonNull(variable, "variable")));
    }

    /** Returns the decoded values of the variables, by name, or empty if the URI does not match the template. */
    public Optional<Map<String, String>> match(String uri) {
        return template.match(Objects.requireNonNull(uri, "uri"));
    }

    /**
     * Runs the handler.
     *
     * <p>The server does this for {@code resources/read}; another handler may do it with its own call.
     *
     * @param variables the decoded values, by name, as {@link #match} returns them
     * @throws IllegalStateException if the handler returns null
     * @throws Exception whatever the handler throws
     */
    public ResourceResult read(Map<String, String> variables, Call call) throws Exception {
        ResourceResult result =
                handler.handle(Objects.requireNonNull(variables, "variables"), Objects.requireNonNull(call, "call"));
        if (result == null) {
            throw new IllegalStateException(
                    "template '" + uriTemplate() + "' returned null; expected a ResourceResult");
        }
        return result;
    }

    @Override
    public String toString() {
        return "template " + uriTemplate();
    }
}
