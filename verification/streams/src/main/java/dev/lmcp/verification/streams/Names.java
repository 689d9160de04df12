package dev.lmcp.verification.streams;

/** Names that both sides make. */
final class Names {

    private Names() {}

    /** Returns the URI of a resource, as long as {@code size}. */
    static String resource(int number, int size) {
        String start = "test://" + number + "/";
        return start + "r".repeat(Math.max(0, size - start.length()));
    }
}
