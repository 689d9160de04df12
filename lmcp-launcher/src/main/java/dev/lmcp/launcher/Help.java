package dev.lmcp.launcher;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the command line tells of itself. */
final class Help {

    static final String TEXT = """
            Usage: java -jar %s [flags]

              --stdio            talk over standard input and output to the program that starts this one, without a token
              --port PORT        where to listen; 8080 by default, 0 for any free port
              --host HOST        127.0.0.1 by default: this machine only
              --auth TOKEN       the token that callers must present, or env:NAME for the variable that holds it
              --auth-file FILE   a file with that token
              --config FILE      a file of settings, lmcp.properties by default
              --plugins FOLDER   a folder of plugin jars
              --name NAME        what the server calls itself
              --KEY VALUE        any setting, as in --lmcp.scopes.required=tools.call
              --check            say what would be started, try what it depends on, end with 0 or 1
              --version          say which lmcp and which Java this is
              --help             say this

            A flag and its value stand apart or with '=' between them. LMCP_TOKEN, LMCP_CONF, LMCP_HOST, LMCP_PORT and
            LMCP_TRANSPORT=stdio in the environment work as well. Without any token one is made up, if only this machine
            can call.
            """;

    /** The flags and the variables of the environment that the launcher reads itself. */
    static final List<String> OWN_NAMES =
            List.of("--stdio", "--port", "--host", "--check", "--version", "--help", "LMCP_HOST", "LMCP_PORT");

    private static final Pattern FLAG = Pattern.compile("(?m)^ +(--[a-z][a-z-]*)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    private Help() {}

    /** Returns the version of lmcp, and of Java. */
    static String version() {
        String version =
                Objects.requireNonNullElse(Help.class.getPackage().getImplementationVersion(), "of an unknown version");
        return "lmcp " + version + "\nJava " + Runtime.version() + "\n";
    }

    /** Returns a question about what may be meant, to be put behind a sentence; nothing if that cannot be told. */
    static String suggest(String word) {
        if (NUMBER.matcher(word).matches()) {
            return "; did you mean '--port " + word + "'?";
        }
        String start =
                "--" + word.replaceFirst("^-+", "").replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
        List<String> flags = FLAG.matcher(TEXT)
                .results()
                .map(found -> found.group(1))
                .filter(flag -> start.length() > 2 && flag.startsWith(start))
                .toList();
        return flags.isEmpty() ? "" : flags.stream().collect(Collectors.joining("' or '", "; did you mean '", "'?"));
    }
}
