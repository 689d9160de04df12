package com.example;

import dev.lmcp.annotation.McpTool;
import java.util.List;
import java.util.Optional;

/** Looks for things. */
public class Finder {
    /** Counts things. */
    @McpTool
    // error: parameter 'counts' has the type 'List<Optional<String>>', for which there is no schema; expected text, a number, a boolean, an enum, a record, a sealed interface of records, java.time, URI, UUID, JsonNode, or an Optional, a List, a Set, an array or a Map<String, …> of them: use one of these, or a record that holds it
    public String count(List<Optional<String>> counts) {
        return "" + counts;
    }
}
