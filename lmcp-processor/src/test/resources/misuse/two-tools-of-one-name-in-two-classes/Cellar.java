package com.example;

import dev.lmcp.annotation.McpTool;

/** Finds things. */
public class Cellar {

    /** Finds a thing. */
    @McpTool
    public String find(String name) {
        return name;
    }
}
