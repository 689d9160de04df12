package dev.lmcp.server.base;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** What a caller can quote and an operator can search for, in place of internal text. */
public final class Incident {

    private Incident() {}

    public static String id() {
        return String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
    }
}
