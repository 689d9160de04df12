package dev.lmcp.tools.shell;

import dev.lmcp.spi.Services;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * A running command.
 *
 * <p>Its output passes through a second process, the relay. Without it, the JDK reads the rest of the pipe when the command
 * ends, and that does not end while a background process still writes. The relay ends when no process writes any more.
 *
 * <p>Safe for concurrent use, if one thread reads the output.
 */
final class RunningCommand implements AutoCloseable {

    /** How long the relay may pass on the rest of the output after all processes are killed. */
    private static final Duration RELAY_TIMEOUT = Duration.ofSeconds(1);

    private static final Services.Scheduled NONE = () -> {};

    private final Process main;
    private final Process relay;
    private final ProcessTree tree;
    private final Services services;
    private volatile Services.Scheduled alarm = NONE;
    private volatile Services.Scheduled relayEnd = NONE;
    private volatile Future<?> cleanup = CompletableFuture.completedFuture(true);
    private volatile boolean isOverdue;

    private RunningCommand(Process main, Process relay, ProcessTree tree, Services services) {
        this.main = main;
        this.relay = relay;
        this.tree = tree;
        this.services = services;
    }

    static RunningCommand start(Commands commands, String command, Services services) throws IOException {
        Mark mark = Mark.random();
        List<Process> both = Commands.start(List.of(commands.builder(command, mark), commands.relay()));
        Process main = both.get(0);
        RunningCommand run = new RunningCommand(main, both.get(1), new ProcessTree(main.toHandle(), mark), services);
        // Processes that the command leaves behind would keep the relay open, and the caller waiting.
        run.cleanup = ProcessEnd.of(main).thenRun(() -> services.execute(run::kill));
        return run;
    }

    InputStream output() {
        return relay.getInputStream();
    }

    void killAfter(int seconds) {
        alarm = services.schedule(
                Duration.ofSeconds(seconds),
                () -> services.execute(() -> {
                    isOverdue = main.isAlive();
                    kill();
                }));
    }

    boolean isOverdue() {
        return isOverdue;
    }

    /** Kills the command and all processes that it has started. Blocks for some milliseconds. */
    void kill() {
        tree.kill();
        relayEnd = services.schedule(RELAY_TIMEOUT, relay::destroyForcibly);
    }

    /** Waits for the end of the command, after its output has ended. */
    int status() throws InterruptedException {
        return main.waitFor();
    }

    @Override
    public void close() {
        alarm.cancel();
        cleanup.cancel(false);
        relayEnd.cancel();
        tree.kill();
        relay.destroyForcibly();
    }
}
