package com.example;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.McpTool;
import dev.lmcp.annotation.Pattern;

/** Looks for things. */
public class Finder {
    /** Finds things. */
    @McpTool
    // error: the default 'all' of parameter 'code' is against its own @Pattern("^[A-Z]{2}$"); expected a default that callers may send as well: change one of them
    public String find(@Pattern("^[A-Z]{2}$") @Default("all") String code) {
        return code;
    }
}
