package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks in a cellar. */
public class Cellar {

    /** Finds a thing. */
    @McpTool
    public String find(String name) {
        return name;
    }
}
