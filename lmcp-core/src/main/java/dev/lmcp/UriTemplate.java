package dev.lmcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RFC 6570 template with simple {@code {x}} and reserved {@code {+x}} expansions, used to take URIs apart. */
final class UriTemplate {

    private static final Pattern EXPRESSION = Pattern.compile("\\{(\\+?)([A-Za-z0-9_]+)}");
    private static final int LONGEST_URI = 8192;

    private final String text;
    private final List<String> variables;
    private final Pattern pattern;

    private UriTemplate(String text, List<String> variables, Pattern pattern) {
        this.text = text;
        this.variables = List.copyOf(variables);
        this.pattern = pattern;
    }

    static UriTemplate parse(String text) {
        List<String> variables = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        Matcher expressions = EXPRESSION.matcher(text);
        int end = 0;
        while (expressions.find()) {
            literal(text, text.substring(end, expressions.start()), regex);
            if (end == expressions.start() && end > 0) {
                throw new IllegalArgumentException(
                        "template '" + text + "' has two variables side by side; expected text between them");
            }
            if (variables.contains(expressions.group(2))) {
                throw new IllegalArgumentException(
                        "template '" + text + "' uses '" + expressions.group(2) + "' twice; expected unique names");
            }
            variables.add(expressions.group(2));
            regex.append(expressions.group(1).isEmpty() ? "([^/?#{}]+)" : "([^?#{}]+)");
            end = expressions.end();
        }
        literal(text, text.substring(end), regex);
        if (variables.isEmpty()) {
            throw new IllegalArgumentException(
                    "template '" + text + "' has no variable; expected one as in {id}, or a resource");
        }
        return new UriTemplate(text, variables, Pattern.compile(regex.toString()));
    }

    private static void literal(String template, String literal, StringBuilder regex) {
        if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException("template '" + template
                    + "' has an expression that is not {name} or {+name}; expected RFC 6570 level 1");
        }
        regex.append(Pattern.quote(literal));
    }

    String text() {
        return text;
    }

    List<String> variables() {
        return variables;
    }

    Optional<Map<String, String>> match(String uri) {
        if (uri.length() > LONGEST_URI) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            Optional<String> value = decode(matcher.group(i + 1)).filter(UriTemplate::isSafe);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(variables.get(i), value.get());
        }
        return Optional.of(values);
    }

    private static Optional<String> decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return Optional.of(encoded);
        }
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.put(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** A value that could lead a careless reader out of its directory does not match at all. */
    private static boolean isSafe(String value) {
        if (value.indexOf('\\') >= 0 || value.indexOf('\0') >= 0) {
            return false;
        }
        for (String segment : value.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
