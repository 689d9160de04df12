package dev.lmcp.server.start;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Notices of plugins for the operator: in the start report, or in the log once the report exists. Thread-safe. */
final class ReportNotes {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.plugins");

    private final List<String> texts = new ArrayList<>();
    private boolean isReported;

    synchronized void add(String text) {
        texts.add(text);
        if (isReported) {
            LOG.log(Level.WARNING, text);
        }
    }

    /** Returns the notices for the report. Later notices go to the log. */
    synchronized List<String> report() {
        isReported = true;
        return List.copyOf(texts);
    }
}
