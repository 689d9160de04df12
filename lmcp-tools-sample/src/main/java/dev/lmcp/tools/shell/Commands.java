package dev.lmcp.tools.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How commands are started: by a shell, without input, in a directory, and with a part of the environment.
 *
 * @param program the shell
 * @param directory where commands begin; where the server itself began, if empty
 * @param variables the names of what commands get of the server's environment
 */
record Commands(Path program, Optional<Path> directory, List<String> variables) {

    private static final File NOTHING = new File("/dev/null");

    Commands {
        variables = List.copyOf(variables);
    }

    /** A process that is to run a command; it and all that it starts bear a mark in their environment. */
    ProcessBuilder builder(String command, Mark mark) {
        return marked(new ProcessBuilder(program.toString(), "-c", command), mark);
    }

    /** A process that passes on what it reads. */
    ProcessBuilder relay() {
        ProcessBuilder builder = new ProcessBuilder("cat");
        select(builder.environment());
        return builder;
    }

    private ProcessBuilder marked(ProcessBuilder builder, Mark mark) {
        select(builder.environment());
        builder.environment().put(Mark.VARIABLE, mark.value());
        directory.ifPresent(path -> builder.directory(path.toFile()));
        return builder.redirectInput(NOTHING).redirectErrorStream(true);
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
