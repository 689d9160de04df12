package dev.lmcp;

/** One side of a conversation with a language model: MCP's {@code Role} (2026-07-28, common types). */
public enum Role {
    /** The person. */
    USER,
    /** The model. */
    ASSISTANT;

    /** Returns the name in the protocol: {@code user} or {@code assistant}. */
    public String wireName() {
        return this == USER ? "user" : "assistant";
    }
}
