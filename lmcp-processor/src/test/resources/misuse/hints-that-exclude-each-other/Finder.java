package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    // error: tool 'find' has the hints READ_ONLY, DESTRUCTIVE; expected exactly one of READ_ONLY, ADDITIVE and DESTRUCTIVE: remove those that do not hold
    @McpTool(hints = {McpTool.Hint.READ_ONLY, McpTool.Hint.DESTRUCTIVE})
    public String find(String what) {
        return what;
    }
}
