package dev.lmcp.server.start;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** What plugins want an operator to read: in the start report at first, in the log once that is out. Thread-safe. */
final class ReportNotes {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.plugins");

    private final List<String> texts = new ArrayList<>();
    private boolean reported;

    synchronized void add(String text) {
        texts.add(text);
        if (reported) {
            LOG.log(Level.WARNING, text);
        }
    }

    /** What there is for the report; what comes later goes to the log at once. */
    synchronized List<String> report() {
        reported = true;
        return List.copyOf(texts);
    }
}
