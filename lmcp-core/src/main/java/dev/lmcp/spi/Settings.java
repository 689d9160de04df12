package dev.lmcp.spi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plugin's own part of the configuration: the keys with its prefix.
 *
 * <p>Implemented by lmcp; tests use {@code TestSettings} of lmcp-testkit. Methods may be added in a minor version.
 *
 * <p>No method throws for a bad value. It records the problem, with the key, the value and where it was set, and returns
 * the default, so that the operator sees all problems at once; then the server does not start. A key with the prefix that
 * is never read is a problem too. Keys are given without the prefix. Values are trimmed, and an empty value counts as
 * absent. Used by one thread, while the plugin is created.
 */
public interface Settings {

    /** Returns the prefix with its dot, as in {@code lmcp.auth.bearer.}. */
    String prefix();

    /** Returns a text value. */
    Optional<String> text(String key);

    /** Returns a text value. If it is absent, records that as a problem and returns an empty text. */
    String required(String key);

    /** Returns a whole number from {@code min} to {@code max}, both included. */
    long number(String key, long defaultValue, long min, long max);

    /** Returns a flag, written as {@code true} or {@code false}. */
    boolean flag(String key, boolean defaultValue);

    /**
     * Returns a duration from {@code min} to {@code max}, both included, written as {@code 250ms}, {@code 30s},
     * {@code 5m}, {@code 24h} or {@code 366d}.
     */
    Duration duration(String key, Duration defaultValue, Duration min, Duration max);

    /** Returns the items of a list, separated by commas or white space; an empty list if the key is absent. */
    List<String> list(String key);

    /** Returns a constant of an enumeration, written in lower case with hyphens in place of underscores. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue);

    /** Returns an absolute URI. */
    Optional<URI> uri(String key);

    /** Returns the path of a regular file that can be read. */
    Optional<Path> file(String key);

    /**
     * Returns the path of a regular file that can be read and contains a secret. The start report warns if other users have
     * access to the file.
     */
    Optional<Path> secretFile(String key);

    /** Returns a secret value, which never prints. */
    Optional<Secret> secret(String key);

    /** Returns the secret values {@code key.NAME} by NAME, in the order of the names. */
    Map<String, Secret> secretsUnder(String key);

    /** Returns the settings with the prefix {@code key.NAME.} by NAME, in the order of the names. */
    Map<String, Settings> groupsUnder(String key);

    /** Returns the values {@code key.REST} by REST, which may itself have dots, in the order of the names. */
    Map<String, String> entriesUnder(String key);

    /** Returns where a key was set, as in {@code environment LMCP_TOKEN}; empty if it is absent. */
    Optional<String> origin(String key);

    /**
     * Records a problem with a key, so that the server does not start.
     *
     * @param key the key, without the prefix
     * @param text what was found, what was expected, what to do; one line
     */
    void problem(String key, String text);
}
