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

/** {@code shell_bg}. */
final class ShellBackground {

    private final Commands commands;
    private final int most;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    ShellBackground(Commands commands, int most) {
        this.commands = commands;
        this.most = most;
    }

    private record Input(String command, Optional<String> directory, Optional<String> log) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var command = fields.string("command")
                    .description("What /bin/sh is to run")
                    .length(1, 100_000);
            var directory = fields.string("cwd")
                    .description("Directory in which to run it")
                    .optional();
            var log = fields.string("log")
                    .description("File for what it writes; a new one in the temporary directory where absent")
                    .optional();
            return in -> new Input(in.get(command), in.get(directory), in.get(log));
        });
        return Tool.named("shell_bg")
                .description("Starts a command that goes on by itself; gives its process id and the file for what it"
                        + " writes")
                .input(input)
                .scopes("system.shell")
                .annotations(ToolAnnotations.destructive().openWorld())
                .handle((in, call) -> start(in));
    }

    private synchronized ToolResult start(Input in) {
        running.removeIf(process -> !process.isAlive());
        if (running.size() >= most) {
            throw new ToolException(most + " commands run in the background; expected fewer: end one of them first");
        }
        if (in.command().indexOf('\0') >= 0) {
            throw new ToolException("the command has a NUL; expected a command without one");
        }
        try {
            ProcessBuilder builder = commands.builder(in.command(), Mark.fresh());
            if (in.directory().isPresent()) {
                builder.directory(directory(in.directory().get()).toFile());
            }
            // Last, so that nothing is left behind where the call is refused.
            Path log = in.log().isPresent() ? log(in.log().get()) : Files.createTempFile("lmcp-shell-", ".log");
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            running.add(process);
            return ToolResult.text("pid " + process.pid() + "\nlog " + log);
        } catch (InvalidPathException e) {
            throw new ToolException("cwd or log is no path; expected one without NUL");
        } catch (IOException e) {
            throw new ToolException("the command cannot be started, or its log not be written; expected a cwd that the"
                    + " server may enter, and a log in a directory where it may write");
        }
    }

    /** Opening a pipe would wait for its reader, and with it everybody who wants to start something. */
    private static Path log(String text) {
        Path log = Path.of(text).toAbsolutePath();
        if (Files.exists(log) && !Files.isRegularFile(log)) {
            throw new ToolException(
                    "'" + text + "' is not a regular file; expected a log that is one, or that does not exist yet");
        }
        return log;
    }

    private static Path directory(String text) {
        Path directory = Path.of(text);
        if (!Files.isDirectory(directory)) {
            throw new ToolException("'" + text + "' is no directory; expected one that exists");
        }
        return directory;
    }
}
