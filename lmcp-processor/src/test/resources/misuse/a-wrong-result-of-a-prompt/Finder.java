package com.example;

import dev.lmcp.annotation.McpPrompt;

/** Looks for things. */
public class Finder {
    /** Asks for a thing. */
    @McpPrompt
    // error: prompt 'ask' returns 'int'; expected PromptResult, String, PromptMessage or List<PromptMessage>: return one of them
    public int ask() {
        return 0;
    }
}
