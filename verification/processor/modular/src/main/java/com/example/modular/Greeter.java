package com.example.modular;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.McpTool;

/** Greets persons, in a module that opens no package. */
public class Greeter {

    record Greeting(String text) {}

    record Person(String name, @Default("Dr") String title) {}

    /** Greets a person. */
    @McpTool
    public Greeting greet(Person person) {
        return new Greeting("Hello, " + person.title() + " " + person.name());
    }
}
