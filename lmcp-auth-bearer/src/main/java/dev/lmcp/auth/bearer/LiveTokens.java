package dev.lmcp.auth.bearer;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tokens that are valid now; files are read again from time to time, so that one can be replaced without a restart.
 *
 * <p>Safe for concurrent use.
 */
final class LiveTokens {

    private final List<TokenSources.Source> sources;
    private final boolean allowWeak;
    private final Logger logger;
    private volatile TokenSet current;
    private List<String> lastProblems = List.of();

    LiveTokens(List<TokenSources.Source> sources, boolean allowWeak, Logger logger, Problems problems) {
        this.sources = List.copyOf(sources);
        this.allowWeak = allowWeak;
        this.logger = logger;
        this.current = read(problems);
    }

    TokenSet current() {
        return current;
    }

    /** Reads everything again; where something is wrong, nothing changes and the log says so once. */
    synchronized void reload() {
        Log found = new Log();
        TokenSet read = read(found);
        if (!found.problems.isEmpty()) {
            if (!found.problems.equals(lastProblems)) {
                found.problems.forEach(text -> logger.log(
                        Logger.Level.WARNING,
                        "lmcp.auth.bearer." + text + "; until then the tokens read before stay valid"));
            }
        } else if (!read.equals(current)) {
            current = read;
            found.warnings.forEach(text -> logger.log(Logger.Level.WARNING, text));
            logger.log(Logger.Level.INFO, "bearer tokens changed; valid now: " + names(read));
        }
        lastProblems = List.copyOf(found.problems);
    }

    private TokenSet read(Problems problems) {
        List<Entry> entries = new ArrayList<>();
        sources.forEach(source -> entries.addAll(source.read(problems)));
        return new EntryReader(allowWeak, problems).read(entries);
    }

    static String names(TokenSet set) {
        return set.tokens().stream().map(Token::name).collect(Collectors.joining(", "));
    }

    /** What a later reading finds. */
    private static final class Log implements Problems {

        private final List<String> problems = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void note(String key, String text) {
            problems.add(key + ": " + text);
        }

        @Override
        public void warn(String text) {
            warnings.add(text);
        }
    }
}
