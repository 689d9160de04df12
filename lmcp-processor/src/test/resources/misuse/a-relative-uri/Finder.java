package com.example;

import dev.lmcp.annotation.McpResource;

/** Looks for things. */
public class Finder {
    // error: resource 'things/all' is not an absolute URI; expected one as in app://orders: change the uri
    @McpResource(uri = "things/all")
    public String all() {
        return "";
    }
}
