package com.example;

import dev.lmcp.annotation.McpResource;

/** Looks for things. */
public class Finder {
    // error: resource 'things://{shelf}/{id}' has the variable 'shelf', and the method has no parameter of this name; expected one: add 'String shelf'
    @McpResource(uri = "things://{shelf}/{id}")
    public String thing(String id) {
        return id;
    }
}
