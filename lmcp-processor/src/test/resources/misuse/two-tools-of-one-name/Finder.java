package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing by its name. */
    @McpTool
    public String find(String name) {
        return name;
    }

    /** Finds a thing by its number. */
    @McpTool
    // error: tool 'find' is declared twice, by the methods 'find' and 'find'; expected unique names: set another name for one of them
    public String find(int number) {
        return "" + number;
    }
}
