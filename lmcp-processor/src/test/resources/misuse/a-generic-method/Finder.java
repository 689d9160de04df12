package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    @McpTool
    // error: method 'find' has type parameters; expected none: use the types themselves
    public <T extends String> String find(String what) {
        return what;
    }
}
