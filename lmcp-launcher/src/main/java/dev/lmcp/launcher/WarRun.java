package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** Runs an unpacked web archive until the process ends. {@link Main} calls it. */
public final class WarRun {

    private static final String TOMCAT = "org.apache.catalina.startup.Tomcat";

    private final String[] args;
    private final String name;
    private final ShutdownHook cleanup;

    private WarRun(String[] args, String name, ShutdownHook cleanup) {
        this.args = args;
        this.name = name;
        this.cleanup = cleanup;
    }

    /** Runs the archive {@code war} that is unpacked in {@code folder}. The folder is deleted when the process ends. */
    public static void main(String[] args, Path folder, Path war) {
        Log.configure();
        String name = war.getFileName().toString();
        WarRun run = new WarRun(args, name, ShutdownHook.atExit(folder));
        run.run((flags, cleanup) -> run.serve(flags, folder, war));
    }

    /** Runs the archive with this name, whose classes and jars are the class path of the process. */
    static void onClassPath(String[] args, String name, Step step) {
        Log.configure();
        WarRun run = new WarRun(args, name, ShutdownHook.atExit());
        run.run(step);
    }

    /** What is done if the flags ask for a server, or for a check of its start. */
    interface Step {

        /**
         * Runs the step.
         *
         * @param cleanup closes the server before the process ends
         * @return the exit status, or a negative number if the server keeps running
         */
        int run(Flags flags, ShutdownHook cleanup) throws CommandLineException, IOException;
    }

    private void run(Step step) {
        int status;
        try {
            Flags flags = Flags.parse(args);
            status = switch (flags.action()) {
                case HELP -> print(Help.TEXT.formatted(name));
                case VERSION -> print(Help.version());
                case CHECK, RUN -> step.run(flags, cleanup);
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
    private int serve(Flags flags, Path folder, Path war) throws CommandLineException, IOException {
        boolean isTomcatThere = isTomcatThere();
        if (flags.classArchive().isPresent() && !flags.isCheck()) {
            ClassArchive.check(isTomcatThere);
            return ClassArchive.at(flags.classArchive().get()).write(args, new JarsFolder.Source(war, folder), cleanup);
        }
        if (!isTomcatThere) {
            return serve(flags, cleanup);
        }
        return flags.plugin(System.getenv()).isPresent()
                ? FlatClassPath.run(folder, flags, cleanup::closeFirst)
                : TomcatRun.run(flags, folder, cleanup);
    }

    /** Runs the server with the classes on the class path. */
    static int serve(Flags flags, ShutdownHook cleanup) throws IOException {
        return ServerRun.run(flags.values(), flags.isCheck(), cleanup::closeFirst);
    }

    /** Returns whether the archive carries Tomcat, for servlets of its own. */
    private static boolean isTomcatThere() {
        return WarRun.class.getClassLoader().getResource(TOMCAT.replace('.', '/') + ".class") != null;
    }
}
