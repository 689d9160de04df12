package com.example;

import dev.lmcp.annotation.McpTool;

/** Finds other things. */
public class Finder {

    /** Finds another thing. */
    @McpTool(name = "find")
    // error: tool 'find' is declared twice, by the methods 'com.example.Cellar.find' and 'com.example.Finder.look'; expected unique names: set another name for one of them
    public String look(String name) {
        return name;
    }
}
