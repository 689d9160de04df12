package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    @McpTool
    // error: parameter '$what' is no name that every client takes; expected 1 to 64 letters, digits and underscores of ASCII, the first one a letter: rename it, or add @Name("…")
    public String find(String $what) {
        return $what;
    }
}
