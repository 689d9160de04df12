package com.example;

import dev.lmcp.annotation.McpResource;

/** Looks for things. */
public class Finder {
    // error: template 'things://{?id}' has an expression that is not {name} or {+name}; expected RFC 6570 level 1: write only these
    @McpResource(uri = "things://{?id}")
    public String thing() {
        return "";
    }
}
