package com.example;

import dev.lmcp.annotation.McpTool;
import java.io.File;

/** Looks for things. */
public class Finder {
    /** Finds a file. */
    @McpTool
    // error: parameter 'file' has the type 'File', for which there is no schema; expected text, a number, a boolean, an enum, a record, a sealed interface of records, java.time, URI, UUID, JsonNode, or an Optional, a List, a Set, an array or a Map<String, …> of them: use one of these, or a record that holds it
    public String find(File file) {
        return file.getName();
    }
}
