package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    // error: tool 'find' has the hints OPEN_WORLD; expected exactly one of READ_ONLY, ADDITIVE and DESTRUCTIVE: add the one that holds
    @McpTool(hints = McpTool.Hint.OPEN_WORLD)
    public String find(String what) {
        return what;
    }
}
