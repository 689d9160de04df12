package dev.lmcp.launcher;

/** One line a record, to standard error. */
final class Log {

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    private Log() {}

    /** Sets what nobody else has set. */
    static void configure() {
        if (System.getProperty("java.util.logging.config.file") == null && System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, "%1$tF %1$tT %4$s %3$s %5$s%6$s%n");
        }
    }
}
