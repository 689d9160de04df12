package dev.lmcp.tools.shell;

import java.util.UUID;

/**
 * A random value in the environment of all processes of one call. It finds these processes even after their parents have
 * ended.
 */
record Mark(String value) {

    static final String VARIABLE = "LMCP_CALL_MARK";

    static Mark random() {
        return new Mark(UUID.randomUUID().toString());
    }

    /** Returns the mark as an entry of an environment. */
    String entry() {
        return VARIABLE + "=" + value;
    }
}
