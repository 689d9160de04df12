package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    // error: tool 'find' has the time limit '30'; expected a whole number above 0 and its unit, ms, s, m, h or d: write it as in "30s"
    @McpTool(timeLimit = "30")
    public String find(String what) {
        return what;
    }
}
