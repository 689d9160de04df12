package com.example.orders;

import dev.lmcp.annotation.McpTool;

/** The stock of a shop. */
public class Stock {

    /** Lists the articles. */
    @McpTool(hints = McpTool.Hint.READ_ONLY)
    public String articles() {
        return "lamp, chair";
    }
}
