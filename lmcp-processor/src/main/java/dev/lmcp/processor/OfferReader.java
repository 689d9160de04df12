package dev.lmcp.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Reads one annotated method, and reports what cannot be used. */
final class OfferReader {

    private final ProcessingEnvironment environment;
    private final Faults faults;
    private final JavaTypes types;
    private final ToolRules toolRules;
    private final ResourceRules resourceRules;
    private final PromptRules promptRules;

    OfferReader(ProcessingEnvironment environment, Faults faults) {
        this.environment = environment;
        this.faults = faults;
        this.types = new JavaTypes(environment);
        this.toolRules = new ToolRules(environment.getTypeUtils(), faults);
        this.resourceRules = new ResourceRules(faults);
        this.promptRules = new PromptRules(faults);
    }

    Offer read(Kind kind, ExecutableElement method, Attributes attributes, Set<String> generatedNames) {
        checkMethod(method);
        Javadoc javadoc = Javadoc.of(method, environment.getElementUtils());
        String methodName = method.getSimpleName().toString();
        String name = attributes.text("name").isEmpty() ? Names.snakeCase(methodName) : attributes.text("name");
        String generatedName = methodName;
        // the record of the arguments is a class file, and some file systems take upper case for lower case
        for (int i = 2; !generatedNames.add((generatedName + kind.suffix()).toLowerCase(Locale.ROOT)); i++) {
            generatedName = methodName + i;
        }
        Offer offer = new Offer(
                kind,
                method,
                attributes,
                kind == Kind.RESOURCE ? attributes.text("uri") : name,
                name,
                attributes.text("description").isEmpty() ? javadoc.text() : attributes.text("description"),
                parameters(method, javadoc),
                Returned.of(kind, method.getReturnType(), types),
                generatedName);
        switch (kind) {
            case TOOL -> toolRules.check(offer);
            case RESOURCE -> resourceRules.check(offer);
            case PROMPT -> promptRules.check(offer);
        }
        return offer;
    }

    private void checkMethod(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        if (method.getModifiers().contains(Modifier.PRIVATE)) {
            faults.add(
                    method,
                    "method '" + name + "' is private; expected one that the generated provider can call:"
                            + " remove 'private'");
        }
        if (method.getModifiers().contains(Modifier.ABSTRACT)) {
            faults.add(
                    method,
                    "method '" + name + "' is abstract; expected one with a body: write it, or annotate the method"
                            + " of the class that has it");
        }
        if (!method.getTypeParameters().isEmpty()) {
            faults.add(method, "method '" + name + "' has type parameters; expected none: use the types themselves");
        }
    }

    private List<Parameter> parameters(ExecutableElement method, Javadoc javadoc) {
        List<Parameter> parameters = new ArrayList<>();
        for (VariableElement element : method.getParameters()) {
            String name = element.getSimpleName().toString();
            Optional<String> description = Attributes.of(element, "Description")
                    .map(given -> given.text("value"))
                    .or(() -> Optional.ofNullable(javadoc.parameters().get(name)));
            String shownName = Attributes.of(element, "Name")
                    .map(given -> given.text("value"))
                    .orElse(name);
            Parameter parameter = new Parameter(element, name, shownName, role(element), description);
            if (parameter.isArgument()) {
                checkName(parameter);
            }
            parameters.add(parameter);
        }
        return parameters;
    }

    private static Parameter.Role role(VariableElement element) {
        return switch (JavaTypes.nameOf(element.asType())) {
            case "dev.lmcp.Call" -> Parameter.Role.CALL;
            case "dev.lmcp.Principal" -> Parameter.Role.PRINCIPAL;
            default -> Parameter.Role.ARGUMENT;
        };
    }

    private void checkName(Parameter parameter) {
        if (!Names.isArgument(parameter.shownName())) {
            faults.add(
                    parameter.element(),
                    "parameter '" + parameter.shownName() + "' is no name that every client takes;"
                            + " expected 1 to 64 letters, digits and underscores of ASCII, the first one a letter: rename it, or add"
                            + " @Name(\"\u2026\")");
        } else if (!Names.isComponent(parameter.name())) {
            faults.add(
                    parameter.element(),
                    "parameter '" + parameter.name() + "' has the name of a method of every object;"
                            + " expected one that a record may have: rename it, and add @Name(\""
                            + parameter.shownName() + "\")");
        }
    }
}
