package dev.lmcp.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** Writes the method of a provider that makes one tool, resource or prompt, and the record of its arguments. */
final class OfferWriter {

    private static final int MAX_LINE = 120;
    private static final String STEP = "                ";

    private final Provider provider;
    private final Imports imports;
    private final AnnotationWriter annotations;

    OfferWriter(Provider provider, Imports imports) {
        this.provider = provider;
        this.imports = imports;
        this.annotations = new AnnotationWriter(imports);
    }

    /** Returns whether a shape is made of a record. */
    static boolean usesShapes(Offer offer) {
        return offer.kind() == Kind.TOOL
                && (!offer.arguments().isEmpty() || output(offer).isPresent());
    }

    /** Returns the type of the structured result. */
    private static Optional<TypeMirror> output(Offer tool) {
        return tool.returned() == Returned.STRUCTURED
                ? Optional.of(tool.method().getReturnType())
                : tool.attributes().type("output");
    }

    String write(Offer offer) {
        return switch (offer.kind()) {
            case TOOL -> arguments(offer) + tool(offer);
            case RESOURCE -> resource(offer);
            case PROMPT -> prompt(offer);
        };
    }

    private String arguments(Offer tool) {
        if (tool.arguments().isEmpty()) {
            return "";
        }
        List<String> components =
                tool.arguments().stream().map(annotations::component).toList();
        String begin = "    private record " + tool.record() + "(";
        String line = begin + String.join(", ", components) + ") {}";
        return (line.length() <= MAX_LINE && line.indexOf('\n') < 0
                        ? line
                        : begin + "\n            " + String.join(",\n            ", components) + ") {}")
                + "\n\n";
    }

    private String tool(Offer tool) {
        Optional<TypeMirror> output = output(tool);
        List<String> lines = new ArrayList<>();
        lines.add(signature("dev.lmcp.Tool", tool));
        lines.add("        return " + imports.name("dev.lmcp.Tool") + ".named(" + Literals.quoted(tool.name()) + ")");
        texts(lines, tool);
        if (!tool.arguments().isEmpty()) {
            lines.add(STEP + ".input(" + shape(tool.record()) + ")");
        }
        String step = tool.returned() == Returned.STRUCTURED ? ".returns(" : ".output(";
        output.ifPresent(type -> lines.add(STEP + step + shape(imports.name(type)) + ")"));
        ToolOptions.write(tool, imports).forEach(option -> lines.add(STEP + option));
        String parameters = "(" + (tool.arguments().isEmpty() ? "none" : "in") + ", call) -> ";
        String item =
                tool.returned() == Returned.ITEMS ? ".toArray(" + imports.name("dev.lmcp.Content") + "[]::new)" : "";
        handle(
                lines,
                parameters,
                tool,
                argument -> "in." + argument.name() + "()",
                switch (tool.returned()) {
                    case TEXT -> new String[] {result("dev.lmcp.ToolResult") + ".text(", ")"};
                    case ITEM, ITEMS -> new String[] {result("dev.lmcp.ToolResult") + ".of(", item + ")"};
                    default -> new String[] {"", ""};
                });
        return String.join("\n", lines) + "\n    }\n";
    }

    private String shape(String type) {
        return imports.name("dev.lmcp.Shape") + ".of(" + type + ".class, LOOKUP)";
    }

    private String result(String qualifiedName) {
        return imports.name(qualifiedName);
    }

    private String resource(Offer resource) {
        boolean isTemplate = ResourceRules.isTemplate(resource.id());
        String type = isTemplate ? "dev.lmcp.ResourceTemplate" : "dev.lmcp.Resource";
        List<String> lines = new ArrayList<>();
        lines.add(signature(type, resource));
        lines.add("        return " + imports.name(type) + ".at(" + Literals.quoted(resource.id()) + ")");
        lines.add(STEP + ".name(" + Literals.quoted(resource.name()) + ")");
        texts(lines, resource);
        text(lines, "mimeType", resource.attributes().text("mimeType"));
        String factory = switch (resource.returned()) {
            case TEXT -> result("dev.lmcp.ResourceResult") + ".text(";
            case BYTES -> result("dev.lmcp.ResourceResult") + ".blob(";
            default -> "";
        };
        String end = factory.isEmpty() ? "" : ")";
        if (Returned.isOptional(resource.method().getReturnType())) {
            String notFound = ".orElseThrow(" + imports.name("dev.lmcp.ResourceNotFoundException") + "::new)";
            end = notFound + end;
        }
        handle(
                lines,
                isTemplate ? "(variables, call) -> " : "call -> ",
                resource,
                argument -> "variables.getOrDefault(" + Literals.quoted(argument.shownName()) + ", \"\")",
                new String[] {factory, end});
        return String.join("\n", lines) + "\n    }\n";
    }

    private String prompt(Offer prompt) {
        List<String> lines = new ArrayList<>();
        lines.add(signature("dev.lmcp.Prompt", prompt));
        lines.add(
                "        return " + imports.name("dev.lmcp.Prompt") + ".named(" + Literals.quoted(prompt.name()) + ")");
        texts(lines, prompt);
        for (Parameter argument : prompt.arguments()) {
            String call = "." + (Returned.isOptional(argument.type()) ? "optional" : "required") + "("
                    + Literals.quoted(argument.shownName()) + ", ";
            lines.add(STEP + call
                    + Literals.of(argument.description().orElse(""), STEP.length() + call.length() + 1, 24) + ")");
        }
        String result = imports.name("dev.lmcp.PromptResult");
        handle(
                lines,
                "(arguments, call) -> ",
                prompt,
                this::promptArgument,
                switch (prompt.returned()) {
                    case TEXT -> new String[] {result + ".text(", ")"};
                    case ITEM -> new String[] {result + ".of(", ")"};
                    case ITEMS ->
                        new String[] {
                            result + ".of(", ".toArray(" + imports.name("dev.lmcp.PromptMessage") + "[]::new))"
                        };
                    default -> new String[] {"", ""};
                });
        return String.join("\n", lines) + "\n    }\n";
    }

    private String promptArgument(Parameter argument) {
        String name = Literals.quoted(argument.shownName());
        return Returned.isOptional(argument.type())
                ? imports.name("java.util.Optional") + ".ofNullable(arguments.get(" + name + "))"
                : "arguments.getOrDefault(" + name + ", \"\")";
    }

    private String signature(String type, Offer offer) {
        String parameter =
                offer.isStatic() ? "" : imports.name(provider.source()) + " " + Names.variable(provider.sourceName());
        return "    private static " + imports.name(type) + " " + offer.factory() + "(" + parameter + ") {";
    }

    private void texts(List<String> lines, Offer offer) {
        text(lines, "title", offer.attributes().text("title"));
        text(lines, "description", offer.description());
    }

    private static void text(List<String> lines, String method, String text) {
        if (!text.isEmpty()) {
            lines.add(STEP + "." + method + "("
                    + Literals.of(text, STEP.length() + method.length() + 3, STEP.length() + 8) + ")");
        }
    }

    /** Ends the chain with the handler: the call of the method, between two pieces of text. */
    private void handle(
            List<String> lines,
            String parameters,
            Offer offer,
            java.util.function.Function<Parameter, String> argument,
            String[] around) {
        String target = offer.isStatic() ? imports.name(provider.source()) : Names.variable(provider.sourceName());
        List<String> arguments = offer.parameters().stream()
                .map(parameter -> switch (parameter.role()) {
                    case ARGUMENT -> argument.apply(parameter);
                    case CALL -> "call";
                    case PRINCIPAL -> "call.principal()";
                })
                .toList();
        String begin = around[0] + target + "." + offer.methodName() + "(";
        if (offer.returned() == Returned.NOTHING) {
            lines.add(STEP + ".handle(" + parameters + "{");
            lines.add(call("    " + STEP, begin, arguments, ");"));
            lines.add("    " + STEP + "return " + imports.name("dev.lmcp.ToolResult") + ".text(\"done\");");
            lines.add(STEP + "});");
        } else {
            lines.add(call(STEP, ".handle(" + parameters + begin, arguments, ")" + around[1] + ");"));
        }
    }

    private static String call(String indent, String begin, List<String> arguments, String end) {
        String line = indent + begin + String.join(", ", arguments) + end;
        if (line.length() <= MAX_LINE) {
            return line;
        }
        String deeper = indent + "        ";
        String inner = deeper + String.join(", ", arguments) + end;
        return indent + begin + "\n"
                + (inner.length() <= MAX_LINE ? inner : deeper + String.join(",\n" + deeper, arguments) + end);
    }
}
