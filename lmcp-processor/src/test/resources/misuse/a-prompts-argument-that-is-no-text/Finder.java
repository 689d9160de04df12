package com.example;

import dev.lmcp.annotation.McpPrompt;

/** Looks for things. */
public class Finder {
    /**
     * Asks for a thing.
     *
     * @param count how many
     */
    @McpPrompt
    // error: parameter 'count' of prompt 'ask' has the type 'int'; expected String or Optional<String>, as clients send text: take it as text
    public String ask(int count) {
        return "Where are " + count + "?";
    }
}
