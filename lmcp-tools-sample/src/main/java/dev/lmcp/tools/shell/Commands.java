package dev.lmcp.tools.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts commands with a shell, without input, in a directory, and with a part of the environment.
 *
 * @param program the shell
 * @param directory the working directory of commands; the server's own, if empty
 * @param variables the names of the server's environment variables that commands get
 */
record Commands(Path program, Optional<Path> directory, List<String> variables) {

    private static final File NO_INPUT = new File("/dev/null");

    Commands {
        variables = List.copyOf(variables);
    }

    /** Returns the builder of a process that runs a command. The process and its children have the mark. */
    ProcessBuilder builder(String command, Mark mark) {
        return marked(new ProcessBuilder(program.toString(), "-c", command), mark);
    }

    /** Returns the builder of a process that copies its input to its output. */
    ProcessBuilder relay() {
        ProcessBuilder builder = new ProcessBuilder("cat");
        select(builder.environment());
        return builder;
    }

    /** Starts a process. */
    static Process start(ProcessBuilder builder) throws IOException {
        return withSystemLoader(builder::start);
    }

    /** Starts processes of which each reads what the one before it writes. */
    static List<Process> start(List<ProcessBuilder> builders) throws IOException {
        return withSystemLoader(() -> ProcessBuilder.startPipeline(builders));
    }

    /** Starts one or more processes. */
    @FunctionalInterface
    private interface Start<T> {

        T run() throws IOException;
    }

    /**
     * The JDK may create a thread that waits for the end of a process, and for a minute for other processes. In Java 17 it
     * inherits the context class loader of this thread. The loader of a web application would stay in memory as long.
     */
    private static <T> T withSystemLoader(Start<T> start) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return start.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ProcessBuilder marked(ProcessBuilder builder, Mark mark) {
        select(builder.environment());
        builder.environment().put(Mark.VARIABLE, mark.value());
        directory.ifPresent(path -> builder.directory(path.toFile()));
        return builder.redirectInput(NO_INPUT).redirectErrorStream(true);
    }

    private void select(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        environment.clear();
        for (String name : variables) {
            String value = all.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
    }
}
