package dev.lmcp.schema;

/** An interface of models, to which clients pass the schema of a tool's arguments. */
enum ModelInterface {
    OPENAI("OpenAI"),
    ANTHROPIC("Anthropic"),
    GEMINI("Gemini"),
    LM_STUDIO("LM Studio"),
    LLAMA("llama.cpp (and with it LM Studio and Ollama)");

    private final String text;

    ModelInterface(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
