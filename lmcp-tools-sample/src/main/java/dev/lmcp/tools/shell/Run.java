package dev.lmcp.tools.shell;

import dev.lmcp.spi.Services;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * A command that runs. Its output comes through a second process, a relay: the JDK reads for itself what is left in the
 * pipe of a process that has ended, and would not come to an end where something in the background still writes. A relay
 * ends when nobody writes any more.
 *
 * <p>Safe for concurrent use, its output being read by one thread.
 */
final class Run implements AutoCloseable {

    /** For the relay to pass on what there is, once nobody should write any more. */
    private static final Duration RELAY = Duration.ofSeconds(1);

    private static final Services.Scheduled NONE = () -> {};

    private final Process main;
    private final Process relay;
    private final ProcessTree tree;
    private final Services services;
    private volatile Services.Scheduled alarm = NONE;
    private volatile Services.Scheduled relayEnd = NONE;
    private volatile Future<?> cleanup = CompletableFuture.completedFuture(true);
    private volatile boolean overdue;

    private Run(Process main, Process relay, ProcessTree tree, Services services) {
        this.main = main;
        this.relay = relay;
        this.tree = tree;
        this.services = services;
    }

    static Run start(Commands commands, String command, Services services) throws IOException {
        Mark mark = Mark.fresh();
        List<Process> both = ProcessBuilder.startPipeline(List.of(commands.builder(command, mark), commands.relay()));
        Process main = both.get(0);
        Run run = new Run(main, both.get(1), new ProcessTree(main.toHandle(), mark), services);
        // What it leaves behind would keep the relay, and the caller, waiting.
        run.cleanup = main.onExit().thenRun(() -> services.execute(run::kill));
        return run;
    }

    InputStream output() {
        return relay.getInputStream();
    }

    void killAfter(int seconds) {
        alarm = services.schedule(
                Duration.ofSeconds(seconds),
                () -> services.execute(() -> {
                    overdue = main.isAlive();
                    kill();
                }));
    }

    boolean isOverdue() {
        return overdue;
    }

    /** Kills the command and all that it has started; blocks for some milliseconds. */
    void kill() {
        tree.kill();
        relayEnd = services.schedule(RELAY, relay::destroyForcibly);
    }

    /** Waits for the end of the command, whose output has ended. */
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
