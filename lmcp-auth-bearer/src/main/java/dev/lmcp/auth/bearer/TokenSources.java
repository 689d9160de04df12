package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the sources of tokens in the settings. */
final class TokenSources {

    private static final String TOKEN = "token";
    private static final String TOKEN_FILE = "token-file";
    private static final String TOKENS = "tokens";
    private static final String TOKENS_FILE = "tokens-file";
    private static final String LUA_CONF_FILE = "lua-conf-file";

    private final Settings settings;
    private final Problems problems;

    /** A source of tokens: settings or a file. */
    interface Source {

        /** Reads the current entries. Reports each entry that cannot be read, and returns the others. */
        List<Entry> read(Problems problems);

        /** Warns if other users have access to the tokens. At the start, the settings warn. */
        default void checkAccess(Problems problems) {}
    }

    TokenSources(Settings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    List<Source> all() {
        List<Source> sources = new ArrayList<>();
        List<Entry> named = named();
        if (!named.isEmpty()) {
            sources.add(later -> named);
        }
        file(TOKEN_FILE, TokenFile::oneToken).ifPresent(sources::add);
        file(TOKENS_FILE, new NamedTokens(settings.prefix() + TOKENS + ".")).ifPresent(sources::add);
        Optional<Secret> token = settings.secret(TOKEN);
        Optional<TokenFile> luaConf = file(LUA_CONF_FILE, TokenFile::luaConf);
        Optional<String> origin = settings.origin(TOKEN);
        if (origin.isPresent()) {
            plain(token, origin.get()).ifPresent(sources::add);
            luaConf.ifPresent(file ->
                    problems.warn("bearer: the token is taken from " + origin.get() + "; ignored: the one in " + file));
        } else {
            luaConf.ifPresent(sources::add);
        }
        return sources;
    }

    /** Returns whether no key names a file. A named file that cannot be read is reported as a problem. */
    boolean namesNoFile() {
        return List.of(TOKEN_FILE, TOKENS_FILE, LUA_CONF_FILE).stream()
                .allMatch(key -> settings.origin(key).isEmpty());
    }

    /** Returns the token that was generated for this run. It is used if none is configured. */
    static Optional<Source> generated(Services services) {
        return services.generatedSecret().map(secret -> later -> List.of(Entry.plain(TOKEN, secret)));
    }

    private Optional<TokenFile> file(String key, TokenFile.Format format) {
        Optional<Path> path = settings.secretFile(key);
        return path.map(found -> new TokenFile(key, found, format));
    }

    private Optional<Source> plain(Optional<Secret> token, String origin) {
        if (token.isEmpty()) {
            problems.report(TOKEN, "the value is empty; expected a token: set one, or remove the setting");
            return Optional.empty();
        }
        if (isOnCommandLine(origin)) {
            problems.warn("bearer: the token is on the command line (" + origin
                    + "), so the process list shows it; expected --auth-file FILE, --auth env:NAME or"
                    + " LMCP_TOKEN");
        }
        return Optional.of(later -> List.of(Entry.plain(TOKEN, token.get())));
    }

    private static boolean isOnCommandLine(String origin) {
        boolean isPlainFlag = origin.startsWith("flag ") && !origin.contains(", environment ");
        return isPlainFlag || origin.startsWith("system property ");
    }

    private List<Entry> named() {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Settings> group : settings.groupsUnder(TOKENS).entrySet()) {
            String key = TOKENS + "." + group.getKey();
            Settings fields = group.getValue();
            Optional<Secret> value = fields.secret("value");
            Optional<String> scopes = textOrEmpty(fields, "scopes");
            Optional<String> expiresAt = textOrEmpty(fields, "expires-at");
            if (value.isEmpty()) {
                problems.report(key + ".value", "the token has no value; expected a token, or sha256: and its digest");
            } else {
                entries.add(new Entry(key + ".value", group.getKey(), value.get(), scopes, expiresAt));
            }
        }
        return entries;
    }

    /** Returns the text of a key, also if it is set to an empty value: that is a mistake, and a missing key is not. */
    private static Optional<String> textOrEmpty(Settings fields, String key) {
        return fields.text(key).or(() -> fields.origin(key).map(origin -> ""));
    }
}
