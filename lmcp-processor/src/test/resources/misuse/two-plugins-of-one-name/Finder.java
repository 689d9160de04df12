package com.example;

import dev.lmcp.annotation.McpPlugin;
import dev.lmcp.annotation.McpTool;

/** Looks for things. */
@McpPlugin(name = "cellar")
// error: plugin 'cellar' is declared twice, by the classes 'com.example.Cellar' and 'com.example.Finder'; expected unique names: set name of @McpPlugin for one of them
public class Finder {

    /** Finds another thing. */
    @McpTool
    public String look(String name) {
        return name;
    }
}
