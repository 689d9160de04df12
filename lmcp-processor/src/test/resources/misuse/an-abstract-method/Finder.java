package com.example;

import dev.lmcp.annotation.McpTool;

/** Looks for things. */
// error: class 'Finder' is abstract; expected a class with objects: remove 'abstract', or make all its annotated methods static
public abstract class Finder {

    /** Finds a thing. */
    @McpTool
    // error: method 'find' is abstract; expected one with a body: write it, or annotate the method of the class that has it
    public abstract String find(String what);
}
