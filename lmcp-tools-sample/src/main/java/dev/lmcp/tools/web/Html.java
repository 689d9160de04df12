package dev.lmcp.tools.web;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns HTML into readable text: tags are removed, and blocks become lines.
 *
 * <p>It reads the text once, even if the HTML is malformed. It is for reading; it does not make HTML safe.
 */
final class Html {

    /** Elements whose contents are not shown to a reader. */
    private static final Set<String> HIDDEN =
            Set.of("script", "style", "template", "noscript", "svg", "head", "iframe", "object");

    /** The hidden elements that are removed even if the markup stays. */
    private static final Set<String> ACTIVE = Set.of("script", "style", "template", "noscript", "iframe", "object");

    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "input", "kbd", "label", "mark",
            "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

    private static final Map<String, String> ENTITIES = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "ndash", "–", "mdash", "—",
            "hellip", "…", "copy", "©");

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Html() {}

    static String text(String html) {
        StringBuilder text = new StringBuilder();
        for (Piece piece = Piece.first(html); !piece.isEnd(); piece = piece.next(HIDDEN)) {
            if (piece.isText()) {
                text.append(SPACE.matcher(piece.text()).replaceAll(" "));
            } else if (piece.name().equals("td") || piece.name().equals("th")) {
                text.append(' ');
            } else if (!INLINE.contains(piece.name())) {
                text.append('\n');
            }
        }
        return tidy(decode(text.toString()));
    }

    static String withoutActiveParts(String html) {
        StringBuilder rest = new StringBuilder();
        for (Piece piece = Piece.first(html); !piece.isEnd(); piece = piece.next(ACTIVE)) {
            boolean isKept = piece.isText() || !(piece.isComment() || ACTIVE.contains(piece.name()));
            rest.append(isKept ? piece.text() : "");
        }
        return rest.toString();
    }

    private static String tidy(String text) {
        StringBuilder lines = new StringBuilder();
        boolean isEmpty = true;
        for (String line : text.lines().toList()) {
            String stripped = SPACE.matcher(line.strip()).replaceAll(" ");
            if (!stripped.isEmpty()) {
                lines.append(stripped).append('\n');
                isEmpty = false;
            } else if (!isEmpty) {
                lines.append('\n');
                isEmpty = true;
            }
        }
        return lines.toString().strip();
    }

    private static String decode(String text) {
        return ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(java.util.regex.MatchResult found) {
        if (found.group(3) != null) {
            return ENTITIES.getOrDefault(found.group(3).toLowerCase(Locale.ROOT), found.group());
        }
        int code = found.group(1) != null ? Integer.parseInt(found.group(1)) : Integer.parseInt(found.group(2), 16);
        boolean isValid = Character.isValidCodePoint(code) && code != 0 && (code < 0xD800 || code > 0xDFFF);
        return isValid ? Character.toString(code) : "\uFFFD";
    }

    /** A run of text, a tag or a comment of a page. */
    private record Piece(String html, int from, int to, String name) {

        private static final Pattern NAME = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9-]*)");

        static Piece first(String html) {
            return at(html, 0);
        }

        boolean isEnd() {
            return from >= html.length();
        }

        boolean isText() {
            return name.isEmpty();
        }

        boolean isComment() {
            return name.equals("!");
        }

        String text() {
            return html.substring(from, to);
        }

        /** Returns the next piece. If this piece opens an element to skip, returns the piece at the element's end. */
        Piece next(Set<String> skipped) {
            boolean opensSkipped = skipped.contains(name)
                    && html.charAt(from + 1) != '/'
                    && html.charAt(to - 1) == '>'
                    && html.charAt(to - 2) != '/';
            return at(html, opensSkipped ? closing() : to);
        }

        private int closing() {
            String end = "</" + name;
            for (int at = html.indexOf("</", to); at >= 0; at = html.indexOf("</", at + 2)) {
                if (html.regionMatches(true, at, end, 0, end.length())) {
                    return at;
                }
            }
            return html.length();
        }

        private static Piece at(String html, int from) {
            if (from >= html.length()) {
                return new Piece(html, from, from, "");
            }
            if (html.startsWith("<!--", from)) {
                int end = html.indexOf("-->", from + 4);
                return new Piece(html, from, end < 0 ? html.length() : end + 3, "!");
            }
            Matcher tag = NAME.matcher(html).region(from, html.length());
            if (tag.lookingAt()) {
                return new Piece(
                        html, from, endOfTag(html, tag.end()), tag.group(1).toLowerCase(Locale.ROOT));
            }
            if (html.startsWith("<!", from) || html.startsWith("<?", from)) {
                return new Piece(html, from, endOfTag(html, from), "!doctype");
            }
            int next = html.indexOf('<', from + 1);
            return new Piece(html, from, next < 0 ? html.length() : next, "");
        }

        private static int endOfTag(String html, int from) {
            int end = html.indexOf('>', from);
            return end < 0 ? html.length() : end + 1;
        }
    }
}
