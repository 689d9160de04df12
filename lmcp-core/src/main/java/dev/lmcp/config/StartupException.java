package dev.lmcp.config;

import java.util.List;

/**
 * The reasons why a server does not start, all of them at once.
 *
 * <p>Its message numbers them, each with its LMCP code, ready to be shown to an operator.
 */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One reason.
     *
     * @param code a heading of {@code docs/diagnostics.md}, as in {@code LMCP-101}
     * @param text what was found, what was expected, what to do
     */
    public record Problem(String code, String text) {}

    /** Creates the exception; at least one problem is needed. */
    public StartupException(List<Problem> problems) {
        super(describe(problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Creates the exception; at least one problem is needed.
     *
     * @param report what was found before the start gave up, to stand below the problems
     */
    public StartupException(List<Problem> problems, String report) {
        super(describe(problems) + '\n' + report);
        this.problems = List.copyOf(problems);
    }

    /** Creates the exception for a single problem. */
    public StartupException(String code, String text) {
        this(List.of(new Problem(code, text)));
    }

    /** Returns the problems, at least one. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a start-up failure has no problem; expected at least one");
        }
        StringBuilder text = new StringBuilder("lmcp does not start: ")
                .append(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        int number = 1;
        for (Problem problem : problems) {
            text.append("\n  ")
                    .append(number++)
                    .append(") ")
                    .append(problem.code())
                    .append(' ')
                    .append(problem.text());
        }
        return text.toString();
    }
}
