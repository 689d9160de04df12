package dev.lmcp;

/** One side of a conversation with a language model. */
public enum Role {
    /** The person. */
    USER,
    /** The model. */
    ASSISTANT;

    /** Returns the name the protocol uses. */
    public String wireName() {
        return this == USER ? "user" : "assistant";
    }
}
