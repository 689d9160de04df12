package dev.lmcp.processor;

/** What a method can be. */
enum Kind {
    TOOL("tool", "McpTool", "Tool"),
    RESOURCE("resource", "McpResource", "Resource"),
    PROMPT("prompt", "McpPrompt", "Prompt");

    private final String word;
    private final String annotation;
    private final String suffix;

    Kind(String word, String annotation, String suffix) {
        this.word = word;
        this.annotation = annotation;
        this.suffix = suffix;
    }

    /** Returns the word for messages. */
    String word() {
        return word;
    }

    /** Returns the simple name of the annotation. */
    String annotation() {
        return annotation;
    }

    /** Returns the end of the name of what is generated for a method. */
    String suffix() {
        return suffix;
    }
}
