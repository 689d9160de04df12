package dev.lmcp;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One source of configuration. */
interface ConfigLayer {

    /** Returns what this source says of a key. */
    Optional<Config.Entry> find(String key);

    /** Returns everything this source says, where it can tell the keys. */
    Collection<Config.Entry> entries();

    /** A source that is written in keys. */
    final class Keyed implements ConfigLayer {

        private final Config.Source source;
        private final Map<String, Config.Entry> entries = new TreeMap<>();

        Keyed(Config.Source source) {
            this.source = source;
        }

        /** A value that this source gave before is ignored from now on, and known to be. */
        Keyed set(String key, String value, String origin) {
            List<String> ignored = Optional.ofNullable(entries.get(key))
                    .map(before -> List.of(before.origin()))
                    .orElse(List.of());
            entries.put(key, new Config.Entry(key, value, source, origin, ignored));
            return this;
        }

        @Override
        public Optional<Config.Entry> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public Collection<Config.Entry> entries() {
            return entries.values();
        }
    }
}
