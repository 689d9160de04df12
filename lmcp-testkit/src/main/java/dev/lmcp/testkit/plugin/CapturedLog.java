package dev.lmcp.testkit.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Captures everything that is logged in this process while it is open, at every level.
 *
 * <p>It reads {@code java.util.logging}, the default backend of {@link System.Logger}. If a test has another backend, the
 * constructor fails.
 */
final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Map<Handler, Level> others = new LinkedHashMap<>();
    private final Level originalLevel = root.getLevel();
    private final List<String> lines = new ArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    CapturedLog() {
        super.setLevel(Level.ALL);
        // The other handlers are switched off, so that the output of the tests stays short.
        for (Handler handler : root.getHandlers()) {
            others.put(handler, handler.getLevel());
            handler.setLevel(Level.OFF);
        }
        root.setLevel(Level.ALL);
        root.addHandler(this);
        System.getLogger("dev.lmcp.testkit.plugin").log(System.Logger.Level.DEBUG, "listening");
        if (lines().isEmpty()) {
            close();
            throw new AssertionError(
                    "System.Logger does not write to java.util.logging here, so the log cannot be"
                            + " searched for credentials; expected no other backend: remove it from the class path of this test");
        }
    }

    @Override
    public synchronized void publish(LogRecord record) {
        StringBuilder text = new StringBuilder();
        text.append(record.getLoggerName()).append(' ').append(formatter.formatMessage(record));
        for (Throwable thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
            text.append(' ').append(thrown.toString());
        }
        lines.add(text.toString());
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(originalLevel);
        others.forEach(Handler::setLevel);
    }
}
