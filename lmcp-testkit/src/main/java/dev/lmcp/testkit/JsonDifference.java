package dev.lmcp.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The places in which two JSON values differ, each as one line with its JSON pointer (RFC 6901). */
final class JsonDifference {

    private final List<String> lines = new ArrayList<>();

    private JsonDifference() {}

    /** Compares what was found with what was expected. */
    static List<String> between(JsonNode found, JsonNode expected) {
        JsonDifference difference = new JsonDifference();
        difference.compare("", found, expected);
        return List.copyOf(difference.lines);
    }

    private void compare(String pointer, JsonNode found, JsonNode expected) {
        if (found.equals(expected)) {
            if (found.isObject() && !names(found).equals(names(expected))) {
                note(pointer, "the members " + names(found), names(expected) + ", in this order");
            }
            found.properties()
                    .forEach(member -> compare(
                            pointer + '/' + escaped(member.getKey()),
                            member.getValue(),
                            expected.path(member.getKey())));
            return;
        }
        if (found.isObject() && expected.isObject()) {
            Set<String> all = new LinkedHashSet<>(names(expected));
            all.addAll(names(found));
            all.forEach(name -> compare(pointer + '/' + escaped(name), found.path(name), expected.path(name)));
        } else if (found.isArray() && expected.isArray() && found.size() == expected.size()) {
            for (int i = 0; i < found.size(); i++) {
                compare(pointer + '/' + i, found.path(i), expected.path(i));
            }
        } else {
            note(pointer, shown(found), shown(expected));
        }
    }

    private void note(String pointer, String found, String expected) {
        lines.add(pointer + ": found " + found + ", expected " + expected);
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
