package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    @McpTool
    // error: tool 'find' has no description; expected one for the model: write a Javadoc comment, or description = "…"
    public String find(String what) {
        return what;
    }
}
