package com.example;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds things. */
    @McpTool
    // error: the default 'many' of parameter 'limit' is no 'int'; expected a value of this type: write one
    public String find(@Default("many") int limit) {
        return "" + limit;
    }
}
