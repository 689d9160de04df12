package dev.lmcp.processor;

import javax.lang.model.type.TypeMirror;

/** What a prompt must fulfil. */
final class PromptRules {

    private final Faults faults;

    PromptRules(Faults faults) {
        this.faults = faults;
    }

    void check(Offer prompt) {
        if (prompt.name().isBlank()) {
            faults.add(
                    prompt.method(),
                    prompt.attributes(),
                    "name",
                    "the name of the prompt is blank; expected one: set name");
        }
        if (prompt.description().isBlank()) {
            faults.add(
                    prompt.method(),
                    prompt.shown() + " has no description; expected one for people: write a Javadoc"
                            + " comment, or description = \"\u2026\"");
        }
        TypeMirror type = prompt.method().getReturnType();
        if (prompt.returned() == Returned.OTHER) {
            faults.add(
                    prompt.method(),
                    prompt.shown() + " returns '" + JavaTypes.shown(type)
                            + "'; expected PromptResult, String, PromptMessage or List<PromptMessage>: return one of them");
        }
        for (Parameter argument : prompt.arguments()) {
            if (!isText(argument.type())) {
                faults.add(
                        argument.element(),
                        "parameter '" + argument.name() + "' of " + prompt.shown() + " has the type '"
                                + JavaTypes.shown(argument.type())
                                + "'; expected String or Optional<String>, as clients send text: take it as text");
            } else if (argument.description().isEmpty()) {
                faults.add(
                        argument.element(),
                        "parameter '" + argument.name() + "' of " + prompt.shown()
                                + " has no description; expected one for people: add '@param " + argument.name()
                                + "' to the Javadoc, or @Description(\"\u2026\")");
            }
        }
    }

    private static boolean isText(TypeMirror type) {
        TypeMirror value = Returned.isOptional(type) ? JavaTypes.arguments(type).get(0) : type;
        return JavaTypes.nameOf(value).equals("java.lang.String");
    }
}
