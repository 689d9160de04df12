package dev.lmcp.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** What a tool must fulfil. */
final class ToolRules {

    /** The hints that exclude each other; one of them is needed. */
    private static final List<String> EFFECTS = List.of("READ_ONLY", "ADDITIVE", "DESTRUCTIVE");

    private final Faults faults;
    private final SchemaRules schemas;
    private final ParameterDefaultRules defaults;

    ToolRules(Types types, Faults faults) {
        this.faults = faults;
        this.schemas = new SchemaRules(types);
        this.defaults = new ParameterDefaultRules(faults);
    }

    void check(Offer tool) {
        if (!Names.isTool(tool.name())) {
            faults.add(
                    tool.method(),
                    tool.attributes(),
                    "name",
                    "tool name '" + tool.name()
                            + "' is refused by clients; expected 1 to 64 characters out of A-Z a-z 0-9 _ - .: set another name");
        }
        if (tool.description().isBlank()) {
            faults.add(
                    tool.method(),
                    tool.shown() + " has no description; expected one for the model: write a Javadoc"
                            + " comment, or description = \"\u2026\"");
        }
        for (String scope : tool.attributes().texts("scopes")) {
            if (!Names.isScope(scope)) {
                faults.add(
                        tool.method(),
                        tool.attributes(),
                        "scopes",
                        tool.shown() + " requires the scope '" + scope
                                + "'; expected a scope without blanks, quotes and backslashes (RFC 6749 \u00a73.3): write each scope as"
                                + " a string of its own");
            }
        }
        checkHints(tool);
        checkTimeLimit(tool);
        checkReturned(tool);
        for (Parameter argument : tool.arguments()) {
            Optional<String> problem = schemas.problem(argument.type());
            problem.ifPresentOrElse(
                    text -> faults.add(argument.element(), "parameter '" + argument.name() + "' " + text),
                    () -> defaults.check(argument));
        }
    }

    private void checkHints(Offer tool) {
        List<String> hints = tool.attributes().texts("hints");
        long effects = hints.stream().filter(EFFECTS::contains).distinct().count();
        if (!hints.isEmpty() && effects != 1) {
            faults.add(
                    tool.method(),
                    tool.attributes(),
                    "hints",
                    tool.shown() + " has the hints " + String.join(", ", hints)
                            + "; expected exactly one of READ_ONLY, ADDITIVE and DESTRUCTIVE: "
                            + (effects == 0 ? "add the one that holds" : "remove those that do not hold"));
        }
    }

    private void checkTimeLimit(Offer tool) {
        String limit = tool.attributes().text("timeLimit");
        if (tool.attributes().has("timeLimit") && Durations.factory(limit).isEmpty()) {
            faults.add(
                    tool.method(),
                    tool.attributes(),
                    "timeLimit",
                    tool.shown() + " has the time limit '" + limit
                            + "'; expected a whole number above 0 and its unit, ms, s, m, h or d: write it as in \"30s\"");
        }
    }

    private void checkReturned(Offer tool) {
        TypeMirror type = tool.method().getReturnType();
        Returned returned = tool.returned();
        Optional<TypeMirror> output = tool.attributes().type("output");
        if (returned == Returned.OTHER) {
            faults.add(
                    tool.method(),
                    tool.shown() + " returns '" + JavaTypes.shown(type)
                            + "'; expected ToolResult, a record, String, Content, List<Content> or void: return one of them");
        }
        if (returned == Returned.STRUCTURED) {
            schemas.problemOfResult(type)
                    .ifPresent(text -> faults.add(tool.method(), "the result of " + tool.shown() + " " + text));
        }
        if (output.isPresent() && returned != Returned.RESULT) {
            faults.add(
                    tool.method(),
                    tool.attributes(),
                    "output",
                    tool.shown() + " has an output and returns '"
                            + JavaTypes.shown(type)
                            + "'; expected an output only for a method that returns ToolResult: remove it, or"
                            + " return ToolResult");
        } else if (output.isPresent()) {
            checkOutput(tool, output.get());
        }
    }

    private void checkOutput(Offer tool, TypeMirror output) {
        Optional<String> problem = schemas.problemOfResult(output);
        problem.ifPresent(text ->
                faults.add(tool.method(), tool.attributes(), "output", "the output of " + tool.shown() + " " + text));
    }
}
