package dev.lmcp.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One source of configuration. Immutable once the configuration is built. */
interface ConfigLayer {

    /** Returns what this source says of a key. */
    Optional<Config.Entry> find(String key, KeyNames names);

    /** Returns everything this source says, if it can tell the keys. */
    Collection<Config.Entry> entries(KeyNames names);

    /** Returns the names in this source that the aliases do not explain; a key may explain a variable. */
    default Set<String> unexplained(KeyNames names) {
        return Set.of();
    }

    /** Returns the file that this source is; empty if it is none, or a file in a jar. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** A source that is written in keys. */
    final class Keyed implements ConfigLayer {

        private final Config.Source source;
        private final Optional<Path> file;
        private final Map<String, Config.Entry> entries = new TreeMap<>();

        Keyed(Config.Source source) {
            this(source, Optional.empty());
        }

        Keyed(Config.Source source, Optional<Path> file) {
            this.source = source;
            this.file = file;
        }

        @Override
        public Optional<Path> file() {
            return file;
        }

        /** A value that this source gave before is ignored from now on, and known to be. */
        Keyed set(String key, String value, String origin) {
            Config.Entry entry = new Config.Entry(key, value, source, origin);
            entries.merge(key, entry, (before, now) -> now.ignoring(List.of(before.origin())));
            return this;
        }

        @Override
        public Optional<Config.Entry> find(String key, KeyNames names) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public Collection<Config.Entry> entries(KeyNames names) {
            return entries.values();
        }
    }
}
