package dev.lmcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A family of resources whose URIs follow a template (RFC 6570 level 1: {@code {name}}, and {@code {+name}} for a
 * value that may hold slashes).
 *
 * <p>Values reach the reader percent-decoded. A URI whose value is {@code .} or {@code ..}, or holds such a path
 * segment, a backslash or a NUL, does not match, whichever way it is encoded. Immutable and safe for concurrent use, as
 * its reader must be.
 */
public final class ResourceTemplate {

    private final UriTemplate template;
    private final About about;
    private final Map<String, Completer> completers;
    private final Reader reader;

    /** Reads one of the resources. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Returns the contents.
         *
         * @param variables the decoded values, by name
         * @throws ResourceNotFoundException where there is no such resource
         */
        ResourceContents read(Map<String, String> variables, Call call) throws Exception;
    }

    private ResourceTemplate(UriTemplate template, About about, Map<String, Completer> completers, Reader reader) {
        this.template = template;
        this.about = about;
        this.completers = Map.copyOf(completers);
        this.reader = Objects.requireNonNull(reader, "reader");
    }

    /**
     * Begins a template.
     *
     * @throws IllegalArgumentException where it is none of level 1
     */
    public static Named of(String uriTemplate) {
        return new Named(UriTemplate.parse(uriTemplate), About.nameless(), Map.of());
    }

    /** Returns the template's text. */
    public String uriTemplate() {
        return template.text();
    }

    /** Returns its names and descriptions. */
    public About about() {
        return about;
    }

    /** Returns the variables' decoded values where {@code uri} belongs to the family. */
    public Optional<Map<String, String>> match(String uri) {
        return template.match(uri);
    }

    /** Returns what proposes values for a variable. */
    public Optional<Completer> completer(String variable) {
        return Optional.ofNullable(completers.get(variable));
    }

    /** Returns whether any variable has a completer. */
    public boolean hasCompleters() {
        return !completers.isEmpty();
    }

    /** Reads the resource with these values. */
    public List<ResourceContents> read(Map<String, String> variables, Call call) throws Exception {
        return List.of(reader.read(variables, call));
    }

    /** A template in the making; each step returns a new one. */
    public static final class Named {

        private final UriTemplate template;
        private final About about;
        private final Map<String, Completer> completers;

        private Named(UriTemplate template, About about, Map<String, Completer> completers) {
            this.template = template;
            this.about = about;
            this.completers = completers;
        }

        /** Gives it its name. */
        public Named named(String name) {
            return with(old -> old.withName(name));
        }

        /** Says what it is. */
        public Named describedAs(String text) {
            return with(old -> old.withDescription(text));
        }

        /** Gives it the media type that all of its resources share. */
        public Named as(String mimeType) {
            return with(old -> old.withMimeType(mimeType));
        }

        /** Changes anything else that is said about it. */
        public Named with(UnaryOperator<About> change) {
            return new Named(template, change.apply(about), completers);
        }

        /** Proposes values for a variable. */
        public Named complete(String variable, Completer completer) {
            if (!template.variables().contains(variable)) {
                throw new IllegalArgumentException("template '" + template.text() + "' has no variable '" + variable
                        + "'; expected one of " + template.variables());
            }
            Map<String, Completer> more = new LinkedHashMap<>(completers);
            more.put(variable, completer);
            return new Named(template, about, more);
        }

        /** Completes it with its reader. */
        public ResourceTemplate read(Reader reader) {
            return new ResourceTemplate(template, about.named(template.text()), completers, reader);
        }
    }
}
