package com.example;

import dev.lmcp.annotation.McpResource;

/** Looks for things. */
public class Finder {
    @McpResource(uri = "things://{id}")
    // error: parameter 'shelf' is no variable of resource 'things://{id}'; expected one of id: add {shelf} to the uri, or remove the parameter
    public String thing(String id, String shelf) {
        return id + shelf;
    }
}
