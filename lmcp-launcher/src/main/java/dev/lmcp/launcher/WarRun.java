package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** Runs an unpacked web archive until the process ends. {@link Main} calls it. */
public final class WarRun {

    private static final String TOMCAT = "org.apache.catalina.startup.Tomcat";

    private WarRun() {}

    /** Runs the archive {@code name} that is unpacked in {@code folder}. The folder is deleted when the process ends. */
    public static void main(String[] args, Path folder, String name) {
        Log.configure();
        ShutdownHook cleanup = ShutdownHook.atExit(folder);
        int status;
        try {
            Flags flags = Flags.parse(args);
            status = switch (flags.action()) {
                case HELP -> print(Help.TEXT.formatted(name));
                case VERSION -> print(Help.version());
                case CHECK, RUN -> run(flags, folder, cleanup);
            };
        } catch (CommandLineException | IOException e) {
            System.err.println(e.getMessage());
            status = 1;
        }
        if (status >= 0) {
            System.exit(status);
        }
    }

    private static int print(String text) {
        System.out.print(text);
        return 0;
    }

    /** Returns the exit status, or a negative number if the server keeps running. */
    private static int run(Flags flags, Path folder, ShutdownHook cleanup) throws CommandLineException, IOException {
        if (!isTomcatThere()) {
            return ServerRun.run(flags.values(), flags.isCheck(), cleanup::closeFirst);
        }
        return flags.plugin(System.getenv()).isPresent()
                ? FlatClassPath.run(folder, flags, cleanup::closeFirst)
                : TomcatRun.run(flags, folder, cleanup);
    }

    /** Returns whether the archive carries Tomcat, for servlets of its own. */
    private static boolean isTomcatThere() {
        return WarRun.class.getClassLoader().getResource(TOMCAT.replace('.', '/') + ".class") != null;
    }
}
