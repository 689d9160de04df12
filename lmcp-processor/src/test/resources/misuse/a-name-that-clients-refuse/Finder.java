package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    // error: tool name 'find things' is refused by clients; expected 1 to 64 characters out of A-Z a-z 0-9 _ - .: set another name
    @McpTool(name = "find things")
    public String find(String what) {
        return what;
    }
}
