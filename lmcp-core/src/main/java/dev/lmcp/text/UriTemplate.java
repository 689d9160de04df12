package dev.lmcp.text;

import dev.lmcp.text.PercentEncoding.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RFC 6570 template with simple {@code {x}} and reserved {@code {+x}} expansions, against which URIs are matched. */
public final class UriTemplate {

    private static final Pattern EXPRESSION = Pattern.compile("\\{(\\+?)([A-Za-z0-9_]+)}");
    private static final int MAX_URI_LENGTH = 8192;

    private final String text;
    private final List<Variable> variables;

    /** The text before the first variable, and the text after each variable. */
    private final List<String> literals;

    /**
     * One of the variables.
     *
     * @param name its name
     * @param reserved whether its value may hold slashes
     * @param rooted whether its value may begin with a slash; not if a careless handler would take it for a relative path
     */
    private record Variable(String name, boolean reserved, boolean rooted) {

        boolean mayHold(char c) {
            return c != '?' && c != '#' && c != '{' && c != '}' && (reserved || c != '/');
        }
    }

    private UriTemplate(String text, List<Variable> variables, List<String> literals) {
        this.text = text;
        this.variables = List.copyOf(variables);
        this.literals = List.copyOf(literals);
    }

    public static UriTemplate parse(String text) {
        List<Variable> variables = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        String normal = NormalUri.of(text);
        Matcher expressions = EXPRESSION.matcher(normal);
        int end = 0;
        while (expressions.find()) {
            String before = literal(text, normal.substring(end, expressions.start()));
            String name = expressions.group(2);
            if (before.isEmpty() && end > 0) {
                throw new IllegalArgumentException(
                        "template '" + text + "' has two variables side by side; expected text between them");
            }
            if (variables.stream().anyMatch(other -> other.name().equals(name))) {
                throw new IllegalArgumentException(
                        "template '" + text + "' uses '" + name + "' twice; expected unique names");
            }
            boolean reserved = !expressions.group(1).isEmpty();
            boolean rooted = reserved && (!before.endsWith("/") || before.endsWith("://"));
            literals.add(before);
            variables.add(new Variable(name, reserved, rooted));
            end = expressions.end();
        }
        literals.add(literal(text, normal.substring(end)));
        if (variables.isEmpty()) {
            throw new IllegalArgumentException(
                    "template '" + text + "' has no variable; expected one as in {id}, or a resource");
        }
        return new UriTemplate(text, variables, literals);
    }

    private static String literal(String template, String literal) {
        if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException("template '" + template
                    + "' has an expression that is not {name} or {+name}; expected RFC 6570 level 1");
        }
        return literal;
    }

    public String text() {
        return text;
    }

    public List<String> variables() {
        return variables.stream().map(Variable::name).toList();
    }

    /** Returns the decoded values if the URI matches, in whatever spelling it comes; their case is kept. */
    public Optional<Map<String, String>> match(String sent) {
        if (sent.length() > MAX_URI_LENGTH || hasHalfAPair(sent)) {
            return Optional.empty();
        }
        String uri = NormalUri.spelled(sent);
        String folded = NormalUri.folded(uri);
        if (!folded.startsWith(literals.get(0))) {
            return Optional.empty();
        }
        List<int[]> starts = starts(folded);
        String[] values = new String[variables.size()];
        int end = uri.length();
        for (int i = variables.size() - 1; i >= 0; i--) {
            int start = starts.get(i)[end];
            if (start < 0) {
                return Optional.empty();
            }
            Variable variable = variables.get(i);
            String encoded = uri.substring(start, end - literals.get(i + 1).length());
            Optional<String> value = PercentEncoding.decode(encoded, Malformed.REJECT)
                    .filter(found -> isSafe(found) && (variable.rooted() || !found.startsWith("/")));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.get();
            end = start;
        }
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            byName.put(variables.get(i).name(), values[i]);
        }
        return Optional.of(byName);
    }

    /**
     * For each variable and each place where the text behind it may end, where the variable then begins, or −1. One
     * pass for each variable: a regular expression would try all combinations of places on a URI made for that.
     */
    private List<int[]> starts(String uri) {
        List<int[]> starts = new ArrayList<>();
        int[] reached = nowhere(uri);
        reached[literals.get(0).length()] = 0;
        for (int i = 0; i < variables.size(); i++) {
            String behind = literals.get(i + 1);
            int[] next = nowhere(uri);
            int start = -1;
            for (int at = 0; at + behind.length() <= uri.length(); at++) {
                if (start >= 0 && uri.startsWith(behind, at)) {
                    next[at + behind.length()] = start;
                }
                start = reached[at] >= 0 ? at : start;
                if (at < uri.length() && !variables.get(i).mayHold(uri.charAt(at))) {
                    start = -1;
                }
            }
            starts.add(next);
            reached = next;
        }
        return starts;
    }

    private static int[] nowhere(String uri) {
        int[] places = new int[uri.length() + 1];
        Arrays.fill(places, -1);
        return places;
    }

    private static boolean hasHalfAPair(String uri) {
        return uri.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
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
