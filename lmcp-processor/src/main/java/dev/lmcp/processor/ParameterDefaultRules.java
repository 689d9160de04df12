package dev.lmcp.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;

/** What {@code @Default} of a parameter must fulfil: its type, and the bounds beside it. */
final class ParameterDefaultRules {

    private final Faults faults;

    ParameterDefaultRules(Faults faults) {
        this.faults = faults;
    }

    void check(Parameter parameter) {
        Attributes.of(parameter.element(), "Default")
                .ifPresent(given -> problem(parameter, given.text("value"))
                        .ifPresent(text -> faults.add(parameter.element(), given, "value", text)));
    }

    private static Optional<String> problem(Parameter parameter, String text) {
        TypeMirror type = parameter.type();
        String name = "the default '" + text + "' of parameter '" + parameter.name() + "'";
        if (JavaTypes.nameOf(type).startsWith("java.util.Optional")) {
            return Optional.of("parameter '" + parameter.name() + "' is an Optional with the default '" + text
                    + "'; expected one of both: remove one");
        }
        if (JavaTypes.isEnum(type)) {
            List<String> constants = constants(type);
            return constants.contains(text)
                    ? Optional.empty()
                    : Optional.of(name + " is no constant of '" + JavaTypes.shown(type) + "'; expected one of "
                            + String.join(", ", constants) + ": write one of them");
        }
        if (!ValueTexts.isValue(type, text)) {
            return Optional.of(
                    name + " is no '" + JavaTypes.shown(type) + "'; expected a value of this type: write one");
        }
        return parameter.element().getAnnotationMirrors().stream()
                .filter(mirror -> BoundRules.isBroken(mirror, type, text))
                .findFirst()
                .map(bound -> name + " is against its own " + shown(bound)
                        + "; expected a default that callers may send as well: change one of them");
    }

    private static String shown(AnnotationMirror bound) {
        return new AnnotationWriter(new Imports("", List.of())).write(bound);
    }

    private static List<String> constants(TypeMirror type) {
        return JavaTypes.element(type).getEnclosedElements().stream()
                .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                .map(ParameterDefaultRules::constant)
                .toList();
    }

    private static String constant(Element element) {
        return Attributes.of(element, "Name")
                .map(name -> name.text("value"))
                .orElse(element.getSimpleName().toString());
    }
}
