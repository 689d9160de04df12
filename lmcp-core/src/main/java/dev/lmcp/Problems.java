package dev.lmcp;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The problems found in one input, each with its place; bounded, as the input is a stranger's. */
final class Problems {

    private static final int MOST = 20;
    private static final int LONGEST_POINTER = 200;
    private static final int LONGEST_VALUE = 60;

    private final List<String> found = new ArrayList<>();

    void add(String pointer, String problem) {
        if (found.size() < MOST) {
            found.add((pointer.isEmpty() ? "the arguments" : cut(pointer, LONGEST_POINTER)) + " " + problem);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInputException(found);
        }
    }

    /** A value as it reads in a message: short, and by its kind where it is a structure. */
    static String show(JsonNode value) {
        if (value.isObject()) {
            return "an object";
        }
        if (value.isArray()) {
            return "an array";
        }
        return cut(value.toString(), LONGEST_VALUE);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /** A property's pointer below another one, escaped by RFC 6901 §3. */
    static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
