package dev.lmcp.launcher;

import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The format of the log: one line for each record, on standard error. */
final class Log {

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    private Log() {}

    /** Sets the format, unless the operator has set one. */
    static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null
                || System.getProperty(FORMAT) != null) {
            return;
        }
        System.setProperty(FORMAT, "%1$tF %1$tT %4$s %3$s %5$s%6$s%n");
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler.getFormatter() instanceof SimpleFormatter whole) {
                handler.setFormatter(new LogLine(whole));
            }
        }
    }
}
