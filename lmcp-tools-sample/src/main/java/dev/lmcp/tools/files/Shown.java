package dev.lmcp.tools.files;

/** Names of files as a model may read them: whoever names a file must not be able to write lines or colours. */
final class Shown {

    private Shown() {}

    /** The name itself, or in quotes with escapes where it has control or invisible characters or quotes. */
    static String of(String name) {
        boolean plain = name.codePoints().noneMatch(Shown::isOdd) && !name.startsWith("\"") && !name.isBlank();
        return plain ? name : quoted(name);
    }

    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("\"");
        name.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (isOdd(c)) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isOdd(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED;
    }
}
