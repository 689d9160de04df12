package com.example;

import dev.lmcp.annotation.McpResource;

/** Looks for things. */
public class Finder {
    @McpResource(uri = "things://all")
    public String all() {
        return "";
    }

    // error: resource 'things://all' is declared twice, by the methods 'all' and 'again'; expected unique names: set another uri for one of them
    @McpResource(uri = "things://all")
    public String again() {
        return "";
    }
}
