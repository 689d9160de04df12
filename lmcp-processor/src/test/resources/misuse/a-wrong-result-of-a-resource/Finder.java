package com.example;

import dev.lmcp.annotation.McpResource;
import java.util.List;

/** Looks for things. */
public class Finder {
    @McpResource(uri = "things://all")
    // error: resource 'things://all' returns 'List<String>'; expected ResourceResult, String, byte[], or an Optional of them: return one of them
    public List<String> all() {
        return List.of();
    }
}
