package dev.lmcp.server.start;

import dev.lmcp.server.base.KeyRing;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of a file with state keys: one key a line, in Base64. A comment begins with {@code #}. A date at the beginning
 * of the comment behind a key is the date of that key.
 */
final class StateKeyLines {

    private static final int MAX_KEYS = 16;
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\b.*");
    private static final String EXPECTED = "; expected " + KeyRing.KEY_BYTES
            + " bytes in Base64, as the output of 'openssl rand -base64 " + KeyRing.KEY_BYTES + "'";

    private final Consumer<String> problems;
    private final List<StateKey> keys = new ArrayList<>();
    private boolean isFaulty;

    private StateKeyLines(Consumer<String> problems) {
        this.problems = problems;
    }

    /** A key, and its date if the file names it. */
    record StateKey(byte[] bytes, Optional<LocalDate> date) {}

    /** Reads the keys. Reports the problems, and returns no key if there is one. No message contains a part of a key. */
    static List<StateKey> parse(String text, Consumer<String> problems) {
        StateKeyLines lines = new StateKeyLines(problems);
        List<String> each = text.lines().toList();
        for (int at = 0; at < each.size(); at++) {
            lines.read(each.get(at).strip(), at + 1);
        }
        if (lines.keys.isEmpty() && !lines.isFaulty) {
            lines.problem("contains no key" + EXPECTED);
        } else if (lines.keys.size() > MAX_KEYS) {
            lines.problem("contains " + lines.keys.size() + " keys; expected at most " + MAX_KEYS
                    + ": remove those that no client needs any more");
        }
        return lines.isFaulty ? List.of() : List.copyOf(lines.keys);
    }

    private void read(String line, int number) {
        int comment = line.indexOf('#');
        String key = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (key.isEmpty()) {
            return;
        }
        Optional<byte[]> bytes = decode(key);
        if (bytes.isEmpty()) {
            problem("contains no key in line " + number + EXPECTED);
        } else if (keys.stream().anyMatch(other -> Arrays.equals(other.bytes(), bytes.get()))) {
            problem("contains the key of line " + number + " twice; expected different keys: remove one of them");
        } else {
            keys.add(new StateKey(bytes.get(), date(comment < 0 ? "" : line.substring(comment + 1), number)));
        }
    }

    private static Optional<byte[]> decode(String key) {
        try {
            return Optional.of(Base64.getDecoder().decode(key)).filter(bytes -> bytes.length == KeyRing.KEY_BYTES);
        } catch (IllegalArgumentException e) {
            // the exception is not used: its message could contain a part of the key
            return Optional.empty();
        }
    }

    private Optional<LocalDate> date(String comment, int number) {
        Matcher date = DATE.matcher(comment.strip());
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(date.group(1)));
        } catch (DateTimeParseException e) {
            problem("contains '" + date.group(1) + "' in line " + number + "; expected a date as in YYYY-MM-DD");
            return Optional.empty();
        }
    }

    private void problem(String text) {
        isFaulty = true;
        problems.accept(text);
    }
}
