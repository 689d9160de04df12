package dev.lmcp.tools.shell;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tool {@code shell_bg}. */
final class ShellBackground {

    private final Commands commands;
    private final int maxRunning;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    ShellBackground(Commands commands, int maxRunning) {
        this.commands = commands;
        this.maxRunning = maxRunning;
    }

    private record Input(String command, Optional<String> directory, Optional<String> log) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var command = fields.string("command")
                    .description("The command for /bin/sh")
                    .length(1, 100_000);
            var directory = fields.string("cwd")
                    .description("The directory in which the command runs")
                    .optional();
            var log = fields.string("log")
                    .description("The file for its output; by default a new file in the temporary directory")
                    .optional();
            return in -> new Input(in.get(command), in.get(directory), in.get(log));
        });
        return Tool.named("shell_bg")
                .description("Starts a command in the background. Returns its process id and the file with its output")
                .input(input)
                .scopes("system.shell")
                .annotations(ToolAnnotations.destructive().openWorld())
                .handle((in, call) -> start(in));
    }

    private synchronized ToolResult start(Input in) {
        running.removeIf(process -> !process.isAlive());
        if (running.size() >= maxRunning) {
            throw new ToolException(
                    maxRunning + " commands run in the background; expected fewer: end one of them first");
        }
        if (in.command().indexOf('\0') >= 0) {
            throw new ToolException("the command contains a NUL; expected a command without NUL");
        }
        try {
            ProcessBuilder builder = commands.builder(in.command(), Mark.random());
            if (in.directory().isPresent()) {
                builder.directory(directory(in.directory().get()).toFile());
            }
            // The log is created last, so that a refused call leaves no file.
            Path log = in.log().isPresent() ? log(in.log().get()) : Files.createTempFile("lmcp-shell-", ".log");
            Process process = Commands.start(builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
            running.add(process);
            return ToolResult.text("pid " + process.pid() + "\nlog " + log);
        } catch (InvalidPathException e) {
            throw new ToolException("cwd or log is not a path; expected a path without NUL");
        } catch (IOException e) {
            throw new ToolException("the command cannot be started, or its log cannot be written; expected a cwd that"
                    + " the server can enter, and a log in a directory that the server can write to");
        }
    }

    /** Refuses a log that is a pipe: opening it would block until there is a reader, and block all other calls too. */
    private static Path log(String text) {
        Path log = Path.of(text).toAbsolutePath();
        if (Files.exists(log) && !Files.isRegularFile(log)) {
            throw new ToolException(
                    "'" + text + "' is not a regular file; expected a regular file, or a file that does not exist yet");
        }
        return log;
    }

    private static Path directory(String text) {
        Path directory = Path.of(text);
        if (!Files.isDirectory(directory)) {
            throw new ToolException("'" + text + "' is not a directory; expected a directory that exists");
        }
        return directory;
    }
}
