package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
public class Finder {
    /** Finds a thing. */
    @McpTool
    // error: parameter 'hashCode' has the name of a method of every object; expected one that a record may have: rename it, and add @Name("hashCode")
    public String find(int hashCode) {
        return "" + hashCode;
    }
}
