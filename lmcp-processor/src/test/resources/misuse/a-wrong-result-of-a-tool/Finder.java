package com.example;

import dev.lmcp.annotation.McpTool;
import java.util.List;

/** Looks for things. */
public class Finder {
    /** Counts things. */
    @McpTool
    // error: tool 'count' returns 'List<String>'; expected ToolResult, a record, String, Content, List<Content> or void: return one of them
    public List<String> count() {
        return List.of();
    }
}
