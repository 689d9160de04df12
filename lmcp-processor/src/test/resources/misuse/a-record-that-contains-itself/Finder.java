package com.example;

import dev.lmcp.annotation.McpTool;
import java.util.List;

/** Looks for things. */
public class Finder {
    record Box(String name, List<Box> boxes) {}

    /** Opens a box. */
    @McpTool
    // error: parameter 'box' has the type 'Box', whose component 'boxes' has the type 'List<Box>', but 'Box' contains itself; expected a schema that ends: use JsonNode for the inner one
    public String open(Box box) {
        return box.name();
    }
}
