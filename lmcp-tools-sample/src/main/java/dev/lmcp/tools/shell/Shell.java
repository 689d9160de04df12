package dev.lmcp.tools.shell;

import dev.lmcp.Call;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.Services;
import java.io.IOException;

/** {@code shell}. */
final class Shell {

    private static final int DEFAULT_SECONDS = 30;

    private final Commands commands;
    private final Services services;
    private final int outputBytes;
    private final int longest;

    Shell(Commands commands, Services services, int outputBytes, int longest) {
        this.commands = commands;
        this.services = services;
        this.outputBytes = outputBytes;
        this.longest = longest;
    }

    private record Input(String command, int seconds) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var command = fields.string("command")
                    .description("What /bin/sh is to run")
                    .length(1, 100_000);
            var seconds = fields.integer("timeout")
                    .description("After how many seconds it is killed, with all that it has started")
                    .range(1, longest)
                    .orElse(Math.min(DEFAULT_SECONDS, longest));
            return in -> new Input(in.get(command), in.get(seconds));
        });
        return Tool.named("shell")
                .description(
                        "Runs a command and gives what it writes. It has no input, and nothing that it starts outlives"
                                + " it; use shell_bg for that")
                .input(input)
                .scopes("system.shell")
                .annotations(ToolAnnotations.destructive().openWorld())
                .handle(this::run);
    }

    private ToolResult run(Input in, Call call) {
        if (in.command().indexOf('\0') >= 0) {
            throw new ToolException("the command has a NUL; expected a command without one");
        }
        CappedOutput output = new CappedOutput(outputBytes);
        try (Run run = Run.start(commands, in.command(), services)) {
            call.onCancel(run::kill);
            run.killAfter(in.seconds());
            output.drain(run.output());
            int status = run.status();
            if (run.isOverdue()) {
                return ToolResult.error("killed after " + in.seconds() + " s; it wrote:\n" + output.text());
            }
            return status == 0
                    ? ToolResult.text(output.text())
                    : ToolResult.error("ended with status " + status + "; it wrote:\n" + output.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("the call was cancelled", e);
        } catch (IOException e) {
            throw new ToolException("the command cannot be started; the server's log has the reason", e);
        }
    }
}
