package dev.lmcp.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Tells the compiler what is wrong, at the element that has the fault. */
final class Faults {

    private final Messager messager;
    private int count;

    Faults(Messager messager) {
        this.messager = messager;
    }

    /** Reports a fault of a declaration. */
    void add(Element at, String message) {
        count++;
        messager.printMessage(Diagnostic.Kind.ERROR, message, at);
    }

    /** Reports a fault of a value in an annotation, or of the declaration if the value is a default. */
    void add(Element at, Attributes annotation, String attribute, String message) {
        count++;
        @Nullable AnnotationValue value = annotation.find(attribute);
        if (value == null) {
            messager.printMessage(Diagnostic.Kind.ERROR, message, at);
        } else {
            messager.printMessage(Diagnostic.Kind.ERROR, message, at, annotation.mirror(), value);
        }
    }

    /** Returns how many faults there were so far. */
    int count() {
        return count;
    }
}
