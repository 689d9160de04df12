package dev.lmcp.processor;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/**
 * One annotated method: a tool, a resource or a prompt.
 *
 * @param id what must be unique: the name, or the URI of a resource
 * @param description the text for the model or for people; empty if there is none
 * @param returned what the method returns
 * @param generatedName the name, unique in the generated class, that what is written for the method begins with
 */
record Offer(
        Kind kind,
        ExecutableElement method,
        Attributes attributes,
        String id,
        String name,
        String description,
        List<Parameter> parameters,
        Returned returned,
        String generatedName) {

    String methodName() {
        return method.getSimpleName().toString();
    }

    boolean isStatic() {
        return method.getModifiers().contains(Modifier.STATIC);
    }

    List<Parameter> arguments() {
        return parameters.stream().filter(Parameter::isArgument).toList();
    }

    boolean uses(Parameter.Role role) {
        return parameters.stream().anyMatch(parameter -> parameter.role() == role);
    }

    /** Returns the offer for messages, as in {@code tool 'add'}. */
    String shown() {
        return kind.word() + " '" + id + "'";
    }

    /** Returns the name of the method that makes the offer in the generated class. */
    String factory() {
        return generatedName + kind.suffix();
    }

    /** Returns the name of the record of the arguments in the generated class. */
    String record() {
        return Names.capitalized(generatedName) + "Arguments";
    }
}
