package dev.lmcp.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that an interface of a model does not take in the schema of a tool's arguments.
 *
 * @param consequence the interfaces, and their reaction
 * @param expected the form that all of them take
 * @param test tells whether a place breaks the rule
 */
record ModelRule(String consequence, String expected, Function<SchemaPlace, Optional<Breach>> test) {

    /**
     * A breach of a rule.
     *
     * @param keyword the keyword to which the pointer of a message leads; empty for the schema itself
     * @param found the form that was found
     */
    record Breach(String keyword, String found) {

        static Breach of(String keyword) {
            return new Breach(keyword, "'" + keyword + "'");
        }
    }

    /** Returns a rule whose breach makes these interfaces refuse a conversation. */
    static ModelRule refused(List<String> by, String expected, Function<SchemaPlace, Optional<Breach>> test) {
        String last = by.get(by.size() - 1);
        String names = by.size() == 1 ? last : String.join(", ", by.subList(0, by.size() - 1)) + " and " + last;
        return new ModelRule(
                names + (by.size() == 1 ? " refuses" : " refuse") + " every tool of a conversation because of it",
                expected,
                test);
    }

    /** Returns the sentence for these breaches, of which there is at least one. */
    String note(List<Place> places) {
        Place first = places.get(0);
        int others = places.size() - 1;
        return "found " + first.breach().found() + " at " + first.pointer()
                + (others == 0 ? "" : others == 1 ? " and 1 other place" : " and " + others + " other places") + "; "
                + consequence + "; expected " + expected;
    }

    /** A breach and the place in which it was found. */
    record Place(SchemaPlace schema, Breach breach) {

        private String pointer() {
            String pointer = schema.pointer() + (breach.keyword().isEmpty() ? "" : '/' + breach.keyword());
            return pointer.isEmpty() ? "the top level" : pointer;
        }
    }
}
