package com.example;

import dev.lmcp.annotation.McpTool;
import java.io.File;
import java.util.List;

/** Looks for things. */
public class Finder {
    record Place(String shelf, List<File> files) {}

    /** Finds a file. */
    @McpTool
    // error: parameter 'place' has the type 'Place', whose component 'files' has the type 'List<File>', for which there is no schema; expected text, a number, a boolean, an enum, a record, a sealed interface of records, java.time, URI, UUID, JsonNode, or an Optional, a List, a Set, an array or a Map<String, …> of them: use one of these, or a record that holds it
    public String find(Place place) {
        return place.shelf();
    }
}
