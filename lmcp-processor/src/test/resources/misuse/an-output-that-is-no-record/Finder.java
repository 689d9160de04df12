package com.example;

import dev.lmcp.ToolResult;
import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    // error: the output of tool 'find' has the type 'String'; expected a record, or a sealed interface of records: name one
    @McpTool(output = String.class)
    public ToolResult find(String what) {
        return ToolResult.text(what);
    }
}
