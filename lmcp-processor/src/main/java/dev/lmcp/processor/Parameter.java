package dev.lmcp.processor;

import java.util.Optional;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * One parameter of an annotated method.
 *
 * @param name the name in Java
 * @param shownName the name for clients
 * @param description what {@code @Description} or {@code @param} says
 */
record Parameter(VariableElement element, String name, String shownName, Role role, Optional<String> description) {

    /** What the parameter gets. */
    enum Role {
        ARGUMENT,
        CALL,
        PRINCIPAL
    }

    TypeMirror type() {
        return element.asType();
    }

    boolean isArgument() {
        return role == Role.ARGUMENT;
    }
}
