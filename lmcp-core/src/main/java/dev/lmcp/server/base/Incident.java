package dev.lmcp.server.base;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** An id that a caller can quote and an operator can find in the log. It stands in place of internal text. */
public final class Incident {

    private Incident() {}

    public static String id() {
        return String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
    }
}
