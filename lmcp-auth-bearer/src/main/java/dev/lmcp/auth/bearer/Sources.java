package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds in the settings where tokens are written. */
final class Sources {

    private static final String TOKEN = "token";
    private static final String TOKENS = "tokens";

    private final Settings settings;
    private final Problems problems;

    Sources(Settings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    List<Source> all() {
        List<Source> sources = new ArrayList<>();
        List<Entry> named = named();
        if (!named.isEmpty()) {
            sources.add(later -> named);
        }
        settings.file("token-file").ifPresent(path -> sources.add(new TokenFile(new SecretFile("token-file", path))));
        settings.file("file")
                .ifPresent(path ->
                        sources.add(new EntriesFile(new SecretFile("file", path), settings.prefix() + TOKENS + ".")));
        Optional<String> origin = settings.origin(TOKEN);
        boolean madeUp = origin.filter("default"::equals).isPresent();
        if (!madeUp || sources.isEmpty()) {
            // A token that the launcher makes up is for those who have none, not one more besides theirs.
            plain(origin).ifPresent(sources::add);
        }
        return sources;
    }

    private Optional<Source> plain(Optional<String> origin) {
        Optional<Secret> token = settings.secret(TOKEN);
        Optional<ConfFile> conf = settings.text("conf-file").flatMap(Sources::confFile);
        if (token.isEmpty()) {
            origin.ifPresent(where -> problems.note(
                    TOKEN, "it is set to nothing; expected a token: give it one, or do not set it at all"));
            return Optional.empty();
        }
        if (origin.filter(Sources::isOnCommandLine).isPresent()) {
            problems.warn("bearer: the token stands on the command line (" + origin.get()
                    + "), where the list of processes shows it; expected --auth-file FILE, --auth env:NAME or"
                    + " LMCP_TOKEN");
        }
        return Optional.of(conf.filter(file -> isFrom(file, token.get()))
                .<Source>map(file -> file)
                .orElseGet(() -> later -> List.of(Entry.plain(TOKEN, token.get()))));
    }

    private static boolean isOnCommandLine(String origin) {
        boolean flag = origin.startsWith("flag ") && !origin.contains(", environment ");
        return flag || origin.startsWith("system property ");
    }

    /** Whether the token is the file's, which is then watched; a stronger source would have another. */
    private static boolean isFrom(ConfFile file, Secret token) {
        return file.read(Problems.NONE).stream()
                .anyMatch(entry -> token.matches(entry.value().reveal()));
    }

    private static Optional<ConfFile> confFile(String path) {
        try {
            return Optional.of(new ConfFile(new SecretFile("conf-file", Path.of(path))));
        } catch (InvalidPathException e) {
            // The configuration, which has looked for the token in it, has said so.
            return Optional.empty();
        }
    }

    private List<Entry> named() {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Settings> group : settings.groupsUnder(TOKENS).entrySet()) {
            String key = TOKENS + "." + group.getKey();
            Settings fields = group.getValue();
            Optional<Secret> value = fields.secret("value");
            Optional<String> scopes = orEmpty(fields, "scopes");
            Optional<String> expires = orEmpty(fields, "expires");
            if (value.isEmpty()) {
                problems.note(key + ".value", "the token has no value; expected a token, or sha256: and its digest");
            } else {
                entries.add(new Entry(key + ".value", group.getKey(), value.get(), scopes, expires));
            }
        }
        return entries;
    }

    /** An empty line restricts to nothing, where none at all would not restrict. */
    private static Optional<String> orEmpty(Settings fields, String key) {
        return fields.text(key).or(() -> fields.origin(key).map(origin -> ""));
    }
}
