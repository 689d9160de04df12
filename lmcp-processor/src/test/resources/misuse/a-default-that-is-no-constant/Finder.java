package com.example;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.McpTool;
import dev.lmcp.annotation.Name;

/** Looks for things. */
public class Finder {
    enum Extent {
        SMALL,
        @Name("big")
        LARGE
    }

    /** Finds things. */
    @McpTool
    // error: the default 'LARGE' of parameter 'extent' is no constant of 'Extent'; expected one of SMALL, big: write one of them
    public String find(@Default("LARGE") Extent extent) {
        return extent.name();
    }
}
