package com.example;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.McpTool;
import java.util.Optional;

/** Looks for things. */
public class Finder {
    /** Finds things. */
    @McpTool
    // error: parameter 'limit' is an Optional with the default '3'; expected one of both: remove one
    public String find(@Default("3") Optional<Integer> limit) {
        return "" + limit;
    }
}
