package dev.lmcp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration of one server: keys, their values and where each was set.
 *
 * <p>Keys are dotted and in kebab-case, as in {@code lmcp.auth.oauth.jwks-uri}. Sources are layered; from the weakest:
 * defaults, file, environment, system properties, servlet parameters, flags, code. Immutable and safe for concurrent
 * use. No text form of it holds a value, so that secrets never print.
 */
public final class Config {

    private final List<ConfigLayer> layers;
    private final Set<String> environmentNames;
    private final List<StartupException.Problem> problems;

    /** The kind of source that a value comes from. */
    public enum Source {
        /** What the program falls back to. */
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

    /**
     * A key with its value.
     *
     * @param key the key
     * @param value the value, trimmed; empty where the strongest source sets the key to nothing
     * @param source the kind of source that won
     * @param origin the source for people, as in {@code environment LMCP_TOKEN}
     * @param ignored the origins that set the key too and lost, the strongest first
     */
    public record Entry(String key, String value, Source source, String origin, List<String> ignored) {

        /** Trims the value and makes an immutable copy. */
        public Entry {
            value = value.trim();
            ignored = List.copyOf(ignored);
        }

        @Override
        public String toString() {
            return key + " (" + origin + ")";
        }
    }

    Config(List<ConfigLayer> layers, Set<String> environmentNames, List<StartupException.Problem> problems) {
        this.layers = List.copyOf(layers);
        this.environmentNames = Set.copyOf(environmentNames);
        this.problems = List.copyOf(problems);
    }

    /** Begins a configuration that has no source yet. */
    public static ConfigBuilder builder() {
        return new ConfigBuilder();
    }

    /** Returns the name under which the environment sets {@code key}: {@code LMCP_AUTH_OAUTH_JWKS_URI}, say. */
    public static String environmentName(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Returns what the strongest source says of {@code key}, which has no part that a user may choose. */
    public Optional<Entry> find(String key) {
        List<Entry> found = new ArrayList<>();
        for (ConfigLayer layer : layers) {
            layer.find(key).ifPresent(found::add);
        }
        return winner(found);
    }

    /**
     * Returns every entry whose key begins with {@code prefix}, by key.
     *
     * <p>The environment is not among the sources: its names cannot tell where a part that a user chose begins or ends.
     */
    public SortedMap<String, Entry> under(String prefix) {
        SortedMap<String, List<Entry>> found = new TreeMap<>();
        for (ConfigLayer layer : layers) {
            for (Entry entry : layer.entries()) {
                if (entry.key().startsWith(prefix)) {
                    found.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry);
                }
            }
        }
        SortedMap<String, Entry> winners = new TreeMap<>();
        found.forEach((key, entries) -> winner(entries).ifPresent(entry -> winners.put(key, entry)));
        return Collections.unmodifiableSortedMap(winners);
    }

    /**
     * Returns the names {@code LMCP_…} that the environment sets; without the first lmcp's names and without those that
     * an orchestrator sets to link services.
     */
    public Set<String> environmentNames() {
        return environmentNames;
    }

    /** Returns what was wrong with the sources themselves, such as a file that cannot be read. */
    public List<StartupException.Problem> problems() {
        return problems;
    }

    private static Optional<Entry> winner(List<Entry> strongestFirst) {
        if (strongestFirst.isEmpty()) {
            return Optional.empty();
        }
        List<String> ignored = new ArrayList<>();
        for (Entry entry : strongestFirst) {
            ignored.add(entry.origin());
            ignored.addAll(entry.ignored());
        }
        Entry first = strongestFirst.get(0);
        return Optional.of(new Entry(
                first.key(), first.value(), first.source(), first.origin(), ignored.subList(1, ignored.size())));
    }

    @Override
    public String toString() {
        return "configuration " + under("").values();
    }
}
