package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    // error: tool 'find' requires the scope 'things.read things.list'; expected a scope without blanks, quotes and backslashes (RFC 6749 §3.3): write each scope as a string of its own
    @McpTool(scopes = {"find", "things.read things.list"})
    public String find(String what) {
        return what;
    }
}
