package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
// error: class 'Finder' is not public; expected a public class, as the generated provider is public: add 'public'
class Finder {

    /** Finds a thing. */
    @McpTool
    public String find(String what) {
        return what;
    }
}
