package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
// error: class 'com.example.FinderProvider' exists already; expected this name to be free for the generated provider: rename one of them
public class Finder {

    /** Finds a thing. */
    @McpTool
    public String find(String what) {
        return what;
    }
}
