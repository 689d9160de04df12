package com.example;

import dev.lmcp.annotation.McpResource;

/** Looks for things. */
public class Finder {
    @McpResource(uri = "things://all")
    // error: parameter 'shelf' is no variable of resource 'things://all'; expected Call or Principal: add {shelf} to the uri, or remove the parameter
    public String thing(String shelf) {
        return shelf;
    }
}
