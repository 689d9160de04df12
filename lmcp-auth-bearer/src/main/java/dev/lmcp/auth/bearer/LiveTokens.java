package dev.lmcp.auth.bearer;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tokens that are valid now. Files are read again at every reload, so that a token can be replaced without a restart.
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

    /** Reads all sources again. If there is a problem, the tokens stay as they are, and the problem is logged once. */
    synchronized void reload() {
        ReloadProblems found = new ReloadProblems();
        TokenSet read = read(found);
        if (!found.problems.isEmpty()) {
            if (!found.problems.equals(lastProblems)) {
                found.problems.forEach(text -> logger.log(
                        Logger.Level.WARNING,
                        "lmcp.auth.bearer." + text + "; until this is corrected, the previous tokens stay valid"));
            }
        } else if (!read.equals(current)) {
            current = read;
            sources.forEach(source -> source.checkAccess(found));
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

    /** The problems of a reload; they go to the log. */
    private static final class ReloadProblems implements Problems {

        private final List<String> problems = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void report(String key, String text) {
            problems.add(key + ": " + text);
        }

        @Override
        public void warn(String text) {
            warnings.add(text);
        }
    }
}
