package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Looks in a cellar. */
    // error: class 'Cellar' is nested in 'Finder'; expected a class in a file of its own: move it
    public static class Cellar {

        /** Finds a thing. */
        @McpTool
        public String find(String what) {
            return what;
        }
    }
}
