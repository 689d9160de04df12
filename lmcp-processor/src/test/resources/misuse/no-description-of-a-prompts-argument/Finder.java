package com.example;

import dev.lmcp.annotation.McpPrompt;

/** Looks for things. */
public class Finder {
    /** Asks for a thing. */
    @McpPrompt
    // error: parameter 'what' of prompt 'ask' has no description; expected one for people: add '@param what' to the Javadoc, or @Description("…")
    public String ask(String what) {
        return "Where is " + what + "?";
    }
}
