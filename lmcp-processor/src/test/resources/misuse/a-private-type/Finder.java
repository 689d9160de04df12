package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    private enum Extent {
        SMALL,
        LARGE
    }

    /** Finds by extent. */
    @McpTool
    // error: parameter 'extent' has the type 'Extent', but 'Extent' is private; expected a type that the generated provider can see: remove 'private'
    public String find(Extent extent) {
        return extent.name();
    }
}
