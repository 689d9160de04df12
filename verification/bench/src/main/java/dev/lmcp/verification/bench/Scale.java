package dev.lmcp.verification.bench;

/**
 * How much is measured.
 *
 * @param isQuick whether it is only to be seen that everything runs
 */
record Scale(boolean isQuick) {

    /** How often all servers are started anew. */
    int starts() {
        return isQuick ? 1 : 3;
    }

    int rounds() {
        return isQuick ? 1 : 3;
    }

    /** How long a server is under load each time. */
    int seconds() {
        return isQuick ? 2 : 4;
    }

    /** How long the compiler is given; {@code notes.md} tells why so long. */
    int warmUp() {
        return isQuick ? 3 : 14;
    }
}
