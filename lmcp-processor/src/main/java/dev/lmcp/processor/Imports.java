package dev.lmcp.processor;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** The names of types in one source file: short, and imported, if no other type has taken the short name. */
final class Imports {

    private final String packageName;
    private final Map<String, String> qualifiedNames = new TreeMap<>();

    /**
     * Creates the imports of a file.
     *
     * @param declared the simple names of the types that the file itself declares
     */
    Imports(String packageName, Collection<String> declared) {
        this.packageName = packageName;
        declared.forEach(name -> qualifiedNames.put(name, ""));
    }

    /** Returns how the file names a type that is not nested. */
    String name(String qualifiedName) {
        int dot = qualifiedName.lastIndexOf('.');
        String simpleName = qualifiedName.substring(dot + 1);
        String first = qualifiedNames.putIfAbsent(simpleName, qualifiedName);
        return first == null || first.equals(qualifiedName) ? simpleName : qualifiedName;
    }

    /** Returns how the file names a class, without type arguments. */
    String name(TypeElement type) {
        Element outer = type.getEnclosingElement();
        return outer instanceof TypeElement enclosing
                ? name(enclosing) + "." + type.getSimpleName()
                : name(type.getQualifiedName().toString());
    }

    String name(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            String name = name((TypeElement) declared.asElement());
            return declared.getTypeArguments().isEmpty()
                    ? name
                    : declared.getTypeArguments().stream()
                            .map(this::argument)
                            .collect(Collectors.joining(", ", name + "<", ">"));
        }
        if (type instanceof ArrayType array) {
            return name(array.getComponentType()) + "[]";
        }
        return type instanceof WildcardType wildcard
                ? wildcard(wildcard)
                : type.getKind().name().toLowerCase(Locale.ROOT);
    }

    /** A type argument, with the bounds that stand on it. */
    private String argument(TypeMirror type) {
        AnnotationWriter writer = new AnnotationWriter(this);
        String annotations = type.getAnnotationMirrors().stream()
                .filter(AnnotationWriter::isCopied)
                .map(mirror -> writer.write(mirror) + " ")
                .collect(Collectors.joining());
        String name = name(type);
        int end = name.indexOf('<');
        int dot = name.lastIndexOf('.', end < 0 ? name.length() : end);
        return name.substring(0, dot + 1) + annotations + name.substring(dot + 1);
    }

    private String wildcard(WildcardType type) {
        @Nullable TypeMirror extended = type.getExtendsBound();
        @Nullable TypeMirror lower = type.getSuperBound();
        return extended != null ? "? extends " + name(extended) : lower != null ? "? super " + name(lower) : "?";
    }

    /** Returns the types to import, sorted. */
    List<String> lines() {
        return qualifiedNames.values().stream()
                .filter(name -> !name.isEmpty() && !isVisible(name))
                .sorted()
                .map(name -> "import " + name + ";")
                .toList();
    }

    private boolean isVisible(String qualifiedName) {
        int dot = qualifiedName.lastIndexOf('.');
        String home = dot < 0 ? "" : qualifiedName.substring(0, dot);
        return home.equals("java.lang") || home.equals(packageName);
    }
}
