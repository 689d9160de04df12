package dev.lmcp.verification.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the parts and prints the table; ends with 0 where everything held. */
final class Main {

    private Main() {}

    /** One part of the table, with a server of its own. */
    private interface Part {

        /** Runs it, with what takes longer where {@code all} is set; the server's log goes to the folder. */
        void run(Checks checks, Path logs, boolean all) throws IOException, InterruptedException;
    }

    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("streams", (checks, logs, all) -> ManyStreams.run(checks, logs));
        parts.put("dribblers", Dribblers::run);
        parts.put("readers", StoppedReaders::run);
        parts.put("cancellation", (checks, logs, all) -> Cancellations.run(checks, logs));
        parts.put("resumption", (checks, logs, all) -> Resumptions.run(checks, logs));
        parts.put("bad-input", (checks, logs, all) -> BadInput.run(checks, logs));
        parts.put("sessions", SessionMemory::run);
        return parts;
    }

    /** Takes the folder for logs, {@code --all} for what takes longer, and names of parts where not all are wanted. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments).subList(1, arguments.length);
        Path logs = Files.createDirectories(Path.of(arguments[0]));
        boolean all = words.contains("--all");
        Map<String, Part> parts = parts();
        List<String> chosen =
                words.stream().filter(word -> !word.equals("--all")).toList();
        if (!parts.keySet().containsAll(chosen)) {
            throw new IllegalArgumentException("parts " + chosen + " were named; expected some of " + parts.keySet());
        }
        Checks checks = new Checks();
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (chosen.isEmpty() || chosen.contains(part.getKey())) {
                long begun = System.nanoTime();
                part.getValue().run(checks, logs, all);
                checks.note(part.getKey() + " took", (System.nanoTime() - begun) / 1_000_000_000 + " s");
            }
        }
        System.exit(checks.sum() ? 0 : 1);
    }
}
