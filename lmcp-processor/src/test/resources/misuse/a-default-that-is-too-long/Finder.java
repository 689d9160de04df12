package com.example;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.McpTool;
import dev.lmcp.annotation.Size;

/** Looks for things. */
public class Finder {
    /** Finds things. */
    @McpTool
    // error: the default 'everything' of parameter 'code' is against its own @Size(max = 4); expected a default that callers may send as well: change one of them
    public String find(@Size(max = 4) @Default("everything") String code) {
        return code;
    }
}
