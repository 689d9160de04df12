package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
// error: class 'Finder' has type parameters; expected none: use the types themselves
public class Finder<T> {

    /** Finds a thing. */
    @McpTool
    public String find(String what) {
        return what;
    }
}
