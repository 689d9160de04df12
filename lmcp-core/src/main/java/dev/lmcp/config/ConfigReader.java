package dev.lmcp.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/** What the start of a server reads of its configuration; a program sees less of it. Immutable. */
public interface ConfigReader {

    /** Returns what the strongest source says of {@code key}, which has no part that an operator may choose. */
    Optional<Config.Entry> find(String key);

    /**
     * Returns every entry whose key begins with {@code prefix}, by key.
     *
     * <p>The environment is not among the sources: its names cannot tell the limits of a part that an operator chose.
     */
    SortedMap<String, Config.Entry> under(String prefix);

    /**
     * Returns the configuration file in which {@code key} has a value for which {@code condition} holds, also if a stronger
     * source wins. A file in a jar is not returned.
     */
    Optional<Path> fileWith(String key, Predicate<String> condition);

    /**
     * Returns the flags that set no key, and the variables {@code LMCP_…} that are no alias, which may be the name of a
     * key. Those that an orchestrator sets to link services are left out.
     */
    Set<String> unexplainedNames();

    /** Returns the short flags that there are. */
    Set<String> shortFlags();

    /** Returns what is wrong with the sources themselves, such as a file that cannot be read. */
    List<StartupException.Problem> problems();

    /** Returns this configuration with more names in the environment and on the command line, each for the key that it sets. */
    ConfigReader withAliases(Map<String, String> keyByAlias);
}
