package dev.lmcp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration of one server: keys, their values and where each was set.
 *
 * <p>Keys are dotted and in kebab-case, as in {@code lmcp.auth.oauth.jwks-uri}. Sources are layered; from the weakest:
 * defaults, file, environment, system properties, servlet parameters, flags, code. Immutable and safe for concurrent
 * use. No text form of it holds a value, so that secrets never print.
 */
public final class Config {

    private final ConfigSources sources;

    /** The kind of source that a value comes from. */
    public enum Source {
        /** The value that the program falls back to. */
        DEFAULT,
        /** A file, named or on the class path. */
        FILE,
        /** The environment of the process. */
        ENVIRONMENT,
        /** A system property. */
        SYSTEM_PROPERTY,
        /** A parameter of the servlet context or of a servlet. */
        PARAMETER,
        /** A flag on the command line. */
        FLAG,
        /** The program itself. */
        CODE
    }

    /** A key with its value and its source. Immutable. */
    public static final class Entry {

        private final String key;
        private final String value;
        private final Source source;
        private final String origin;
        private final List<String> ignored;

        Entry(String key, String value, Source source, String origin) {
            this(key, value, source, origin, List.of());
        }

        private Entry(String key, String value, Source source, String origin, List<String> ignored) {
            this.key = key;
            this.value = value.trim();
            this.source = source;
            this.origin = origin;
            this.ignored = List.copyOf(ignored);
        }

        /** The same entry, which wins over some more. */
        Entry ignoring(List<String> origins) {
            List<String> all = new ArrayList<>(ignored);
            all.addAll(origins);
            return new Entry(key, value, source, origin, all);
        }

        /** Returns the key. */
        public String key() {
            return key;
        }

        /** Returns the value, trimmed; empty if the strongest source sets the key to nothing. */
        public String value() {
            return value;
        }

        /** Returns the kind of source that won. */
        public Source source() {
            return source;
        }

        /** Returns the source in words, as in {@code environment LMCP_TOKEN}. */
        public String origin() {
            return origin;
        }

        /** Returns the origins that set the key too and lost, the strongest first. */
        public List<String> ignored() {
            return ignored;
        }

        @Override
        public String toString() {
            return key + " (" + origin + ")";
        }
    }

    Config(ConfigSources sources) {
        this.sources = sources;
    }

    /** Begins a configuration that has no source yet. */
    public static ConfigBuilder builder() {
        return new ConfigBuilder();
    }

    /** Returns the name under which the environment sets {@code key}: {@code LMCP_AUTH_OAUTH_JWKS_URI}, say. */
    public static String environmentName(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * Returns what the strongest source says of {@code key}, which has no part that an operator may choose.
     *
     * <p>Aliases that plugins declare count only for the plugins themselves, since no plugin has been found yet.
     */
    public Optional<Entry> find(String key) {
        return sources.find(key);
    }

    /** What the start of a server reads. */
    public ConfigReader reader() {
        return sources;
    }

    /** The first of these entries, which wins over the others. */
    static Optional<Entry> strongest(List<Entry> strongestFirst) {
        if (strongestFirst.isEmpty()) {
            return Optional.empty();
        }
        List<String> ignored = new ArrayList<>();
        for (Entry entry : strongestFirst.subList(1, strongestFirst.size())) {
            ignored.add(entry.origin());
            ignored.addAll(entry.ignored());
        }
        return Optional.of(strongestFirst.get(0).ignoring(ignored));
    }

    @Override
    public String toString() {
        return "configuration " + sources.under("").values();
    }
}
