package dev.lmcp.server.start;

import dev.lmcp.config.StartupException;
import dev.lmcp.server.base.ExceptionSummary;
import dev.lmcp.text.NamedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The problems and warnings of a start. A problem stops the start, a warning does not. Each is reported once. */
public final class StartupDiagnostics {

    private final List<StartupException.Problem> problems = new ArrayList<>();
    private final List<StartupException.Problem> warnings = new ArrayList<>();
    private final Set<Path> exposed = new HashSet<>();

    void problem(String code, String text) {
        addOnce(problems, code, text);
    }

    void problems(Collection<StartupException.Problem> more) {
        more.forEach(problem -> problem(problem.code(), problem.text()));
    }

    void warning(String code, String text) {
        addOnce(warnings, code, text);
    }

    private static void addOnce(List<StartupException.Problem> known, String code, String text) {
        for (StartupException.Problem one : known) {
            if (one.code().equals(code) && one.text().equals(text)) {
                return;
            }
        }
        known.add(new StartupException.Problem(code, text));
    }

    /**
     * Warns if other users can read a file with a secret, once for each file.
     *
     * @param key the key that names the file, or that the file sets to a secret
     */
    void warnIfExposed(String key, Path file) {
        if (!exposed.contains(file)) {
            NamedFile.exposure(file).ifPresent(warning -> {
                exposed.add(file);
                warning("LMCP-110", key + ": " + warning);
            });
        }
    }

    /**
     * Runs code of a plugin or of the program; returns whether it succeeded.
     *
     * @param failed called with the reason in one line, unless the cause is a settings problem that was already reported
     */
    boolean attempt(Runnable action, Consumer<String> failed) {
        int before = problems.size();
        try {
            action.run();
            return true;
        } catch (StartupException e) {
            problems(e.problems());
        } catch (RuntimeException | LinkageError e) {
            if (problems.size() == before) {
                failed.accept(ExceptionSummary.describe(e));
            }
        }
        return false;
    }

    List<StartupException.Problem> problems() {
        return new ArrayList<>(problems);
    }

    List<StartupException.Problem> warnings() {
        return new ArrayList<>(warnings);
    }
}
