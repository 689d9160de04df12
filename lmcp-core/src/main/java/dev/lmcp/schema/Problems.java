package dev.lmcp.schema;

import dev.lmcp.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The problems of one value, each with its place; bounded, as the value may be a stranger's. */
public final class Problems {

    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_POINTER_LENGTH = 200;
    private static final int MAX_VALUE_LENGTH = 60;
    private static final int MAX_REASON_LENGTH = 500;

    private final String whole;
    private final List<String> found = new ArrayList<>();
    private int count;

    public Problems() {
        this("the arguments");
    }

    /** Collects the problems of a value; those without a pointer are told by this name. */
    public Problems(String whole) {
        this.whole = whole;
    }

    public void add(String pointer, String problem) {
        count++;
        if (found.size() < MAX_PROBLEMS) {
            found.add((pointer.isEmpty() ? whole : SafeText.shortened(pointer, MAX_POINTER_LENGTH)) + " " + problem);
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** How many there are, those included that are not told any more. */
    int count() {
        return count;
    }

    /** All problems in one line. */
    public String text() {
        return String.join("; ", found);
    }

    /** All problems, in the order in which they were found. */
    public List<String> all() {
        return List.copyOf(found);
    }

    /** A value as it reads in a message: short, and by its kind if it is an object or an array. */
    public static String show(JsonNode value) {
        if (value.isObject()) {
            return "an object";
        }
        if (value.isArray()) {
            return "an array";
        }
        return SafeText.shortened(value.toString(), MAX_VALUE_LENGTH);
    }

    /** The problem of a value that a constructor refused, in the words of its author. */
    public static String refusal(IllegalArgumentException refused) {
        String reason = String.valueOf(refused.getMessage());
        return "cannot be used"
                + (refused.getMessage() == null ? "" : ": " + SafeText.shortened(reason, MAX_REASON_LENGTH));
    }

    /** A property's pointer below another one, escaped by RFC 6901 §3. */
    public static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
