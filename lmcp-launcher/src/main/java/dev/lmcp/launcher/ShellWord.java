package dev.lmcp.launcher;

import java.util.regex.Pattern;

/** Words of a command line for a POSIX shell. */
final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private ShellWord() {}

    /** Returns the word, in quotes if the shell would take it for something else. */
    static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
