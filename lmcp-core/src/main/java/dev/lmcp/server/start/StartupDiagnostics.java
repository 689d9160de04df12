package dev.lmcp.server.start;

import dev.lmcp.config.StartupException;
import dev.lmcp.server.base.ExceptionSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a start comes upon: problems, which stop it, and warnings, which do not. Each is told once. */
public final class StartupDiagnostics {

    private final Set<StartupException.Problem> problems = new LinkedHashSet<>();
    private final Set<StartupException.Problem> warnings = new LinkedHashSet<>();

    void problem(String code, String text) {
        problems.add(new StartupException.Problem(code, text));
    }

    void problems(Collection<StartupException.Problem> more) {
        problems.addAll(more);
    }

    void warning(String code, String text) {
        warnings.add(new StartupException.Problem(code, text));
    }

    /**
     * Runs what belongs to a plugin or to the program; returns whether it got through.
     *
     * @param failed told the reason in one line, unless settings that cannot be used are the reason and have been told
     */
    boolean attempt(Runnable action, Consumer<String> failed) {
        int before = problems.size();
        try {
            action.run();
            return true;
        } catch (StartupException e) {
            problems.addAll(e.problems());
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
