package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import dev.lmcp.text.NamedFile;
import dev.lmcp.text.TextFile;
import dev.lmcp.text.UnreadableFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A file with tokens. It is read again at every reload. */
final class TokenFile implements TokenSources.Source {

    /** The key of a token in the configuration file of lmcp for Lua. */
    private static final String LUA_KEY = ".godparticle";

    private final String key;
    private final Path path;
    private final Format format;

    /** Reads the entries from the text of a file. */
    @FunctionalInterface
    interface Format {

        List<Entry> entries(String text, String key, Consumer<String> problems);
    }

    /**
     * Creates the source.
     *
     * @param key the key that names the file
     */
    TokenFile(String key, Path path, Format format) {
        this.key = key;
        this.path = path;
        this.format = format;
    }

    @Override
    public List<Entry> read(Problems problems) {
        String text;
        try {
            text = TextFile.read(path);
        } catch (UnreadableFileException e) {
            problems.report(key, this + " " + e.getMessage());
            return List.of();
        }
        return format.entries(text, key, problem -> problems.report(key, this + " " + problem));
    }

    @Override
    public void checkAccess(Problems problems) {
        NamedFile.exposure(path).ifPresent(warning -> problems.warn("bearer: " + warning));
    }

    /** Returns the file's path, for a message. */
    @Override
    public String toString() {
        return "file '" + path + "'";
    }

    /** Reads a file that has only the default token ({@code --auth-file}). */
    static List<Entry> oneToken(String text, String key, Consumer<String> problems) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() != 1) {
            problems.accept("contains " + (lines.isEmpty() ? "no token" : lines.size() + " lines")
                    + "; expected one line with the token");
            return List.of();
        }
        return List.of(Entry.plain(key, Secret.of(lines.get(0))));
    }

    /**
     * Reads a configuration file of lmcp for Lua. The last line {@code .godparticle = TOKEN} counts. A line is split at its
     * first {@code =}, because a token may end with {@code =}.
     */
    static List<Entry> luaConf(String text, String key, Consumer<String> problems) {
        List<Entry> entries = text
                .lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(LUA_KEY))
                .map(parts -> parts[1].strip())
                .filter(token -> !token.isEmpty())
                .reduce((first, last) -> last)
                .map(token -> Entry.plain(key, Secret.of(token)))
                .stream()
                .toList();
        if (entries.isEmpty()) {
            problems.accept("contains no token; expected a line '" + LUA_KEY + " = TOKEN'");
        }
        return entries;
    }
}
