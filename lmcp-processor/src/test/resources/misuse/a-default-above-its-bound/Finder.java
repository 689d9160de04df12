package com.example;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.McpTool;
import dev.lmcp.annotation.Min;

/** Looks for things. */
public class Finder {
    /** Finds things. */
    @McpTool
    // error: the default '9' of parameter 'limit' is against its own @Max(7); expected a default that callers may send as well: change one of them
    public String find(@Min(1) @Max(7) @Default("9") int limit) {
        return "" + limit;
    }
}
