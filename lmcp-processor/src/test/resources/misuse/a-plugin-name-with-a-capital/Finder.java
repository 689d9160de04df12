package com.example;

import dev.lmcp.annotation.McpPlugin;
import dev.lmcp.annotation.McpTool;

/** Looks for things. */
// error: plugin name 'Finder' cannot be used; expected 1 to 64 lower-case letters, digits and hyphens, the first one a letter: set name of @McpPlugin
@McpPlugin(name = "Finder")
public class Finder {

    /** Finds a thing. */
    @McpTool
    public String find(String what) {
        return what;
    }
}
