package dev.lmcp.tools.shell;

import dev.lmcp.Call;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.Services;
import java.io.IOException;

/** The tool {@code shell}. */
final class Shell {

    private static final int DEFAULT_SECONDS = 30;

    private final Commands commands;
    private final Services services;
    private final int maxOutputBytes;
    private final int maxSeconds;

    Shell(Commands commands, Services services, int maxOutputBytes, int maxSeconds) {
        this.commands = commands;
        this.services = services;
        this.maxOutputBytes = maxOutputBytes;
        this.maxSeconds = maxSeconds;
    }

    private record Input(String command, int seconds) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var command = fields.string("command")
                    .description("The command for /bin/sh")
                    .length(1, 100_000);
            var seconds = fields.integer("timeout")
                    .description("The number of seconds after which the command and all its processes are killed")
                    .range(1, maxSeconds)
                    .orElse(Math.min(DEFAULT_SECONDS, maxSeconds));
            return in -> new Input(in.get(command), in.get(seconds));
        });
        return Tool.named("shell")
                .description(
                        "Runs a command and returns its output. The command has no input. All processes that it starts"
                                + " end with it; use shell_bg for a process that continues")
                .input(input)
                .scopes("system.shell")
                .annotations(ToolAnnotations.destructive().openWorld())
                .handle(this::run);
    }

    private ToolResult run(Input in, Call call) {
        if (in.command().indexOf('\0') >= 0) {
            throw new ToolException("the command contains a NUL; expected a command without NUL");
        }
        CappedOutput output = new CappedOutput(maxOutputBytes);
        try (RunningCommand run = RunningCommand.start(commands, in.command(), services)) {
            call.onCancel(run::kill);
            run.killAfter(in.seconds());
            output.drain(run.output());
            int status = run.status();
            if (run.isOverdue()) {
                return ToolResult.error("killed after " + in.seconds() + " s; its output:\n" + output.text());
            }
            return status == 0
                    ? ToolResult.text(output.text())
                    : ToolResult.error("ended with status " + status + "; its output:\n" + output.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("the call was cancelled", e);
        } catch (IOException e) {
            throw new ToolException("the command cannot be started; the server's log has the reason", e);
        }
    }
}
