package dev.lmcp.server;

/**
 * A key that the core itself reads.
 *
 * @param name the key; a part in capitals stands for what an operator chooses
 * @param defaultValue what it is where nobody sets it, written as a value; empty for none
 */
record CoreKey(String name, String defaultValue) {

    /** Whether an operator chooses a part of the name, so that the environment cannot set it. */
    boolean hasChosenPart() {
        return name.chars().anyMatch(Character::isUpperCase);
    }
}
