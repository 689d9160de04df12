package dev.lmcp.testkit;

/** How a test client reaches the server. */
public enum Connection {
    /** Within the process, without a socket; a call takes about a millisecond. */
    MEMORY,
    /** By HTTP on a free port of the loopback address, from the JDK's client to the JDK's server. */
    HTTP;

    @Override
    public String toString() {
        return this == MEMORY ? "in memory" : "HTTP";
    }
}
