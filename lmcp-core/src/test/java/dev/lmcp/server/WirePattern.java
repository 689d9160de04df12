package dev.lmcp.server;

import dev.lmcp.jsonrpc.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Compares a response with the pattern of a transcript, and remembers named values.
 *
 * <p>JSON must be equal, including the types of numbers. There are four exceptions: {@code "*"} matches any value;
 * {@code *} within a string matches any text; {@code "{{name}}"} matches any value the first time and the same value
 * afterwards; a member or last item {@code "..."} matches any further members or items.
 */
final class WirePattern {

    private static final Pattern NAME = Pattern.compile("\\{\\{([a-zA-Z0-9]+)}}");
    private static final MessageCodec CODEC = new MessageCodec(100);

    private final Map<String, JsonNode> known = new HashMap<>();

    void know(String name, JsonNode value) {
        known.put(name, value);
    }

    void know(String name, String value) {
        know(name, StringNode.valueOf(value));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(known.get(name)).map(WirePattern::plain);
    }

    /** Returns the text with each name replaced by its value, or by its JSON if the name ends in {@code Json}. */
    String fill(String text) {
        return NAME.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            JsonNode value = known.get(name);
            JsonNode whole = known.get(name.replaceFirst("Json$", ""));
            if (whole == null) {
                throw new IllegalArgumentException("nothing is known of '" + name + "' yet");
            }
            return Matcher.quoteReplacement(value == null ? whole.toString() : plain(value));
        });
    }

    static JsonNode json(String text) {
        return CODEC.readTree(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** Returns how {@code actual} differs; empty if it matches. */
    Optional<String> mismatch(JsonNode expected, JsonNode actual) {
        return mismatch("", expected, actual);
    }

    private Optional<String> mismatch(String at, JsonNode expected, JsonNode actual) {
        if (expected.isString()) {
            return mismatchOfText(at, expected.stringValue(), actual);
        }
        if (expected.isObject() && actual.isObject()) {
            return mismatchOfMembers(at, expected, actual);
        }
        boolean open = expected.isArray()
                && expected.path(expected.size() - 1).stringValue("").equals("...");
        int size = open ? expected.size() - 1 : expected.size();
        if (expected.isArray() && actual.isArray() && (open ? size <= actual.size() : size == actual.size())) {
            for (int i = 0; i < size; i++) {
                Optional<String> found = mismatch(at + "/" + i, expected.get(i), actual.get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        return expected.equals(actual) || sameNumber(expected, actual)
                ? Optional.empty()
                : Optional.of((at.isEmpty() ? "the value" : at) + " is " + actual + "; expected " + expected);
    }

    /** Integers are compared by value, of any size; a fraction is never an integer. */
    private static boolean sameNumber(JsonNode expected, JsonNode actual) {
        if (expected.isIntegralNumber() && actual.isIntegralNumber()) {
            return expected.bigIntegerValue().equals(actual.bigIntegerValue());
        }
        return expected.isNumber()
                && actual.isNumber()
                && !expected.isIntegralNumber()
                && !actual.isIntegralNumber()
                && expected.decimalValue().compareTo(actual.decimalValue()) == 0;
    }

    private Optional<String> mismatchOfMembers(String at, JsonNode expected, JsonNode actual) {
        Set<String> names = new LinkedHashSet<>(expected.propertyNames());
        boolean open = names.remove("...");
        for (String name : names) {
            JsonNode value = actual.get(name);
            if (value == null) {
                return Optional.of(at + "/" + name + " is absent from " + actual);
            }
            Optional<String> found = mismatch(at + "/" + name, expected.get(name), value);
            if (found.isPresent()) {
                return found;
            }
        }
        Set<String> more = new LinkedHashSet<>(actual.propertyNames());
        more.removeAll(names);
        return open || more.isEmpty()
                ? Optional.empty()
                : Optional.of((at.isEmpty() ? "the value" : at) + " has " + more + " as well: " + actual);
    }

    private Optional<String> mismatchOfText(String at, String expected, JsonNode actual) {
        Matcher name = NAME.matcher(expected);
        if (name.matches() && !known.containsKey(name.group(1))) {
            known.put(name.group(1), actual);
            return Optional.empty();
        }
        if (name.matches()) {
            JsonNode value = known.get(name.group(1));
            return value.equals(actual) || sameNumber(value, actual)
                    ? Optional.empty()
                    : Optional.of(at + " is " + actual + "; expected " + value + " as before");
        }
        if (expected.equals("*")) {
            return Optional.empty();
        }
        return actual.isString() && fits(fill(expected), actual.stringValue())
                ? Optional.empty()
                : Optional.of((at.isEmpty() ? "the value" : at) + " is " + actual + "; expected '" + expected + "'");
    }

    /** Returns whether a text matches a pattern in which {@code *} matches any text. */
    private static boolean fits(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
