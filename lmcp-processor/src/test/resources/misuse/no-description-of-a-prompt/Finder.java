package com.example;

import dev.lmcp.annotation.McpPrompt;

/** Looks for things. */
public class Finder {
    @McpPrompt
    // error: prompt 'ask' has no description; expected one for people: write a Javadoc comment, or description = "…"
    public String ask() {
        return "Where is it?";
    }
}
