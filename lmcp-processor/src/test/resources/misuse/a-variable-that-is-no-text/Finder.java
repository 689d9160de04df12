package com.example;

import dev.lmcp.annotation.McpResource;

/** Looks for things. */
public class Finder {
    @McpResource(uri = "things://{id}")
    // error: parameter 'id' of resource 'things://{id}' has the type 'int'; expected String, as a URI is text: take it as text
    public String thing(int id) {
        return "" + id;
    }
}
