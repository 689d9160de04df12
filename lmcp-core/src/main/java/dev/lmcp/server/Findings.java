package dev.lmcp.server;

import dev.lmcp.StartupException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a start comes upon: problems, which stop it, and warnings, which do not. Each is told once. */
final class Findings {

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

    List<StartupException.Problem> problems() {
        return new ArrayList<>(problems);
    }

    List<StartupException.Problem> warnings() {
        return new ArrayList<>(warnings);
    }
}
