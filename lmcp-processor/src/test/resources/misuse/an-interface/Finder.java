package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
// error: 'Finder' is not a class; expected a class with methods that have a body: make it one
public interface Finder {

    /** Finds a thing. */
    @McpTool
    default String find(String what) {
        return what;
    }
}
