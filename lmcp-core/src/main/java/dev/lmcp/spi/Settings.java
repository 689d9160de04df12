package dev.lmcp.spi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plugin's own slice of the configuration: the keys under its prefix.
 *
 * <p>Readers do not throw for a bad value: they note the problem, with the key, its value and where it was set, and
 * return the default, so that an operator is told every problem at once; the server then refuses to start. A key that
 * stands under the prefix and is never read is a problem too. Values are trimmed; an empty one counts as absent. Used
 * by one thread, while the plugin is created.
 */
public interface Settings {

    /** Returns the prefix with its dot, as in {@code lmcp.auth.bearer.}. */
    String prefix();

    /** Returns a text value. */
    Optional<String> text(String key);

    /** Returns a text value; where it is absent, notes that and returns an empty text. */
    String required(String key);

    /** Returns a whole number within the bounds, both included. */
    long number(String key, long defaultValue, long min, long max);

    /** Returns {@code true} or {@code false}, by those words. */
    boolean flag(String key, boolean defaultValue);

    /** Returns a duration written as {@code 250ms}, {@code 30s}, {@code 5m}, {@code 24h} or {@code 366d}. */
    Duration duration(String key, Duration defaultValue, Duration min, Duration max);

    /** Returns a list separated by commas or white space; empty where absent. */
    List<String> list(String key);

    /** Returns one of the constants of an enumeration, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue);

    /** Returns an absolute URI. */
    Optional<URI> uri(String key);

    /** Returns the path of a readable file. */
    Optional<Path> file(String key);

    /** Returns a value that never prints. */
    Optional<Secret> secret(String key);

    /** Returns the values that never print under {@code key.NAME}, by name, in the order of the names. */
    Map<String, Secret> secretsUnder(String key);

    /** Returns a slice for each name under {@code key.NAME.…}, by name, in the order of the names. */
    Map<String, Settings> groupsUnder(String key);

    /** Returns the entries {@code key.REST}, by REST, which may itself have dots. */
    Map<String, String> entriesUnder(String key);

    /** Returns where a key was set, as in {@code environment LMCP_TOKEN}; empty where it is absent. */
    Optional<String> origin(String key);

    /**
     * Records a problem with a key.
     *
     * @param key the key, without the prefix
     * @param text what was found, what was expected, what to do
     */
    void problem(String key, String text);
}
