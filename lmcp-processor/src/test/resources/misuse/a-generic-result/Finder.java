package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    record Pair<T>(T left, T right) {}

    /** Compares two things. */
    @McpTool
    // error: the result of tool 'compare' has the type 'Pair<String>'; expected a record without type parameters: return a record that holds it
    public Pair<String> compare(String left, String right) {
        return new Pair<>(left, right);
    }
}
