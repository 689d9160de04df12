package dev.lmcp.launcher;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts of the command line: help, version and suggestions. */
final class Help {

    static final String TEXT = """
            Usage: java -jar %s [flags]

              --stdio            serve the program that starts this one, over standard input and output, without a token
              --port PORT        the port; 8080 by default, 0 for any free port
              --host HOST        the address; 127.0.0.1 by default: this machine only
              --tls-cert FILE    the certificate chain for https, as PEM; with --tls-key FILE for its private key
              --auth TOKEN       the token that callers must send, or env:NAME for the variable that has it
              --auth-file FILE   a file with that token
              --config FILE      a file of settings, lmcp.properties by default
              --plugins FOLDER   a folder of plugin jars
              --name NAME        the name of the server
              --KEY VALUE        any setting, as in --lmcp.scopes.required=tools.call
              --dev FOLDER       for development: take over classes as they change in this folder (target/classes by
                                 default), and log each message; on a loopback address only
              --archive FILE     write a class archive, with which this server starts in half of the time, and print the
                                 line that uses it
              --check            check the settings and everything that the server depends on; exit with 0 or 1
              --version          show the versions of lmcp and Java
              --help             show this text

            Write a flag as '--flag value' or '--flag=value'. LMCP_TOKEN, LMCP_CONF, LMCP_HOST, LMCP_PORT and
            LMCP_TRANSPORT=stdio in the environment work too. If no token is set and only this machine can reach the
            server, a token is generated.
            """;

    /** The flags and environment variables that the launcher itself reads. */
    static final List<String> OWN_NAMES = List.of(
            "--stdio",
            "--port",
            "--host",
            "--dev",
            "--archive",
            "--check",
            "--version",
            "--help",
            "LMCP_HOST",
            "LMCP_PORT");

    private static final Pattern FLAG = Pattern.compile("(?m)^ +(--[a-z][a-z-]*)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    private Help() {}

    /** Returns the versions of lmcp and Java. */
    static String version() {
        String version =
                Objects.requireNonNullElse(Help.class.getPackage().getImplementationVersion(), "(unknown version)");
        return "lmcp " + version + "\nJava " + Runtime.version() + "\n";
    }

    /** Returns a suggestion of the flag that may be meant, for the end of a message; empty if there is none. */
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
