package dev.lmcp.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A JVM that starts the server once, answers some requests, and writes the class archive at its end.
 *
 * @param option the option of the JVM that writes the class archive
 * @param runner the jar whose class path has all classes
 * @param log the file for the output of the process
 */
record Training(String option, Path runner, Path log) {

    private static final long MAX_MINUTES = 5;
    private static final long MAX_SECONDS_TO_END = 10;

    /** Options that would bind a port, attach an agent, or name another class archive. */
    private static final Pattern NOT_PASSED_ON = Pattern.compile(
            "-(agent|javaagent|Dcom\\.sun\\.management\\.|Xshare|XX:(SharedArchive|ArchiveClasses|AOT)).*");

    /** Returns the exit status of the process. */
    int run(String[] args, ShutdownHook cleanup) throws IOException {
        Process process = new ProcessBuilder(command(args))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        cleanup.closeFirst(() -> end(process));
        try {
            process.getOutputStream().close();
            if (process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IOException("the training has not ended within " + MAX_MINUTES
                    + " minutes; expected some seconds: see whether the server starts without --archive");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("the training was interrupted", e);
        }
    }

    /** Ends the process and waits for that: it may write its file at the end. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(MAX_SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private List<String> command(String... args) {
        List<String> command = new ArrayList<>();
        command.add(JavaCommand.path().toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(word -> !NOT_PASSED_ON.matcher(word).matches())
                .forEach(command::add);
        command.addAll(List.of(option, "-cp", runner.toString(), TrainingRun.class.getName()));
        command.addAll(List.of(args));
        return command;
    }
}
