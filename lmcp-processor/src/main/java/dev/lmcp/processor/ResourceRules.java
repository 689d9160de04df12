package dev.lmcp.processor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** What a resource or a template must fulfil. */
final class ResourceRules {

    private static final Pattern EXPRESSION = Pattern.compile("\\{\\+?([A-Za-z0-9_]+)}");

    private final Faults faults;

    ResourceRules(Faults faults) {
        this.faults = faults;
    }

    /** Returns whether a URI is a template. */
    static boolean isTemplate(String uri) {
        return uri.indexOf('{') >= 0;
    }

    void check(Offer resource) {
        problem(resource.id()).ifPresent(text -> faults.add(resource.method(), resource.attributes(), "uri", text));
        TypeMirror type = resource.method().getReturnType();
        if (resource.returned() == Returned.OTHER) {
            faults.add(
                    resource.method(),
                    resource.shown() + " returns '" + JavaTypes.shown(type)
                            + "'; expected ResourceResult, String, byte[], or an Optional of them: return one of them");
        }
        List<String> variables = variables(resource.id());
        for (Parameter argument : resource.arguments()) {
            if (!variables.contains(argument.shownName())) {
                faults.add(
                        argument.element(),
                        "parameter '" + argument.shownName() + "' is no variable of " + resource.shown()
                                + "; expected "
                                + (variables.isEmpty() ? "Call or Principal" : "one of " + String.join(", ", variables))
                                + ": add {" + argument.shownName() + "} to the uri, or remove the parameter");
            } else if (!JavaTypes.nameOf(argument.type()).equals("java.lang.String")) {
                faults.add(
                        argument.element(),
                        "parameter '" + argument.name() + "' of " + resource.shown() + " has the type '"
                                + JavaTypes.shown(argument.type())
                                + "'; expected String, as a URI is text: take it as text");
            }
        }
        for (String variable : variables) {
            if (resource.arguments().stream()
                    .noneMatch(argument -> argument.shownName().equals(variable))) {
                faults.add(
                        resource.method(),
                        resource.attributes(),
                        "uri",
                        resource.shown() + " has the variable '" + variable
                                + "', and the method has no parameter of this name; expected one: add 'String "
                                + variable + "'");
            }
        }
    }

    static List<String> variables(String uri) {
        List<String> names = new ArrayList<>();
        Matcher expressions = EXPRESSION.matcher(uri);
        while (expressions.find()) {
            names.add(expressions.group(1));
        }
        return names;
    }

    private static Optional<String> problem(String uri) {
        String literal = EXPRESSION.matcher(uri).replaceAll("x");
        if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
            return Optional.of("template '" + uri
                    + "' has an expression that is not {name} or {+name}; expected RFC 6570 level 1: write only these");
        }
        if (Pattern.compile("}\\{").matcher(uri).find()) {
            return Optional.of(
                    "template '" + uri + "' has two variables side by side; expected text between them: add some");
        }
        List<String> names = variables(uri);
        if (names.stream().distinct().count() < names.size()) {
            return Optional.of("template '" + uri + "' uses a variable twice; expected unique names: rename one");
        }
        try {
            if (URI.create(literal).isAbsolute()) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            // the message says the same for both
        }
        return Optional.of(
                "resource '" + uri + "' is not an absolute URI; expected one as in app://orders: change the uri");
    }
}
