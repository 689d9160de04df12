package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    @McpTool
    // error: method 'find' is private; expected one that the generated provider can call: remove 'private'
    private String find(String what) {
        return what;
    }
}
