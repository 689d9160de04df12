package dev.lmcp.tools.shell;

import java.util.UUID;

/**
 * What the processes of one call bear in their environment, so that they are found again whatever became of their
 * parents.
 */
record Mark(String value) {

    static final String VARIABLE = "LMCP_CALL_MARK";

    static Mark fresh() {
        return new Mark(UUID.randomUUID().toString());
    }

    /** How it stands in an environment. */
    String entry() {
        return VARIABLE + "=" + value;
    }
}
