package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    record Thing(String name) {}

    /** Finds a thing. */
    // error: tool 'find' has an output and returns 'String'; expected an output only for a method that returns ToolResult: remove it, or return ToolResult
    @McpTool(output = Thing.class)
    public String find(String what) {
        return what;
    }
}
