package dev.lmcp.server.start;

import dev.lmcp.server.base.KeyRing;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.text.NamedFile;
import dev.lmcp.text.TextFile;
import dev.lmcp.text.UnreadableFileException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The keys that seal the values which clients carry: from a file that several nodes share, or one random key at each
 * start. The file is read again while the server runs. Safe for concurrent use.
 */
final class StateKeys {

    private static final String SETTING = "state-key-file";
    private static final String KEY = "lmcp." + SETTING;
    private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(10);

    private final System.Logger log;
    private final Optional<Path> file;
    private final KeyRing ring;
    private List<StateKeyLines.StateKey> keys;
    private List<String> lastProblems = List.of();

    private StateKeys(System.Logger log, Optional<Path> file, List<StateKeyLines.StateKey> keys) {
        this.log = log;
        this.file = file;
        this.keys = keys;
        this.ring = keys.isEmpty() ? KeyRing.random() : KeyRing.of(bytes(keys));
    }

    /** Reads {@code state-key-file} from the slice with the prefix {@code lmcp.}. */
    static StateKeys read(Settings settings) {
        return read(settings, System.getLogger("dev.lmcp.server"));
    }

    /** Reads the keys as {@link #read(Settings)} does. Later changes and problems go to this log. */
    static StateKeys read(Settings settings, System.Logger log) {
        Optional<Path> file = settings.secretFile(SETTING);
        return new StateKeys(
                log,
                file,
                file.map(path -> read(path, problem -> settings.problem(SETTING, problem)))
                        .orElse(List.of()));
    }

    private static List<StateKeyLines.StateKey> read(Path file, Consumer<String> problems) {
        try {
            return StateKeyLines.parse(
                    TextFile.read(file), problem -> problems.accept("file '" + file + "' " + problem));
        } catch (UnreadableFileException e) {
            problems.accept("file '" + file + "' " + e.getMessage());
            return List.of();
        }
    }

    private static List<byte[]> bytes(List<StateKeyLines.StateKey> keys) {
        return keys.stream().map(StateKeyLines.StateKey::bytes).toList();
    }

    /** Returns whether a file names the keys, so that nodes can share them. */
    boolean isFromFile() {
        return file.isPresent();
    }

    KeyRing ring() {
        return ring;
    }

    /** Reports the keys to the operator, and begins to read their file again and again. Does nothing without a file. */
    void watch(Services services) {
        file.ifPresent(path -> {
            services.notice(describe(services.clock()));
            services.scheduleRepeatedly(RELOAD_INTERVAL, () -> reloadSoon(path, services));
        });
    }

    private void reloadSoon(Path path, Services services) {
        try {
            services.execute(() -> reload(path, services.clock()));
        } catch (RejectedExecutionException busy) {
            // the server is busy; the next reload is soon enough
        }
    }

    /** Reads the file again. If there is a problem, the keys stay as they are, and the problem is logged once. */
    synchronized void reload(Path path, Clock clock) {
        List<String> problems = new ArrayList<>();
        List<StateKeyLines.StateKey> read = read(path, problems::add);
        if (!problems.isEmpty()) {
            if (!problems.equals(lastProblems)) {
                problems.forEach(problem -> log.log(
                        Level.WARNING,
                        KEY + ": " + problem + "; until this is corrected, the previous keys stay in use"));
            }
        } else if (!isSame(read)) {
            keys = read;
            ring.replace(bytes(read));
            log.log(Level.INFO, describe(clock));
            NamedFile.exposure(path).ifPresent(warning -> log.log(Level.WARNING, KEY + ": " + warning));
        }
        lastProblems = problems;
    }

    private boolean isSame(List<StateKeyLines.StateKey> read) {
        return read.size() == keys.size()
                && IntStream.range(0, read.size())
                        .allMatch(at ->
                                Arrays.equals(read.get(at).bytes(), keys.get(at).bytes()));
    }

    /** Returns the number and the ages of the keys, and nothing else of them. */
    private synchronized String describe(Clock clock) {
        LocalDate today = LocalDate.now(clock);
        String ages = keys.stream().map(key -> age(key, today)).collect(Collectors.joining(", "));
        return KEY + " has " + keys.size() + (keys.size() == 1 ? " key: " : " keys, of which the first one seals: ")
                + ages;
    }

    private static String age(StateKeyLines.StateKey key, LocalDate today) {
        return key.date()
                .map(date -> Math.max(0, ChronoUnit.DAYS.between(date, today)))
                .map(days -> days + (days == 1 ? " day old" : " days old"))
                .orElse("no date");
    }
}
