package dev.lmcp.processor;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** How names are made, and which names may be used. */
final class Names {

    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern PLUGIN = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    /** RFC 6749 §3.3: {@code scope-token}. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    /** JLS 17 §8.10.1: what a component of a record may not be named. */
    private static final Set<String> NOT_FOR_COMPONENTS =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** What the generated code names its own variables. */
    private static final Set<String> VARIABLES = Set.of(
            "in", "none", "call", "output", "registry", "settings", "services", "source", "variables", "arguments");

    private Names() {}

    static boolean isTool(String name) {
        return TOOL.matcher(name).matches();
    }

    static boolean isPlugin(String name) {
        return PLUGIN.matcher(name).matches();
    }

    static boolean isArgument(String name) {
        return ARGUMENT.matcher(name).matches();
    }

    static boolean isComponent(String name) {
        return !NOT_FOR_COMPONENTS.contains(name);
    }

    static boolean isScope(String name) {
        return SCOPE.matcher(name).matches();
    }

    /** Returns {@code create_order} for {@code createOrder}, and {@code read_url} for {@code readURL}. */
    static String snakeCase(String name) {
        return words(name, "_");
    }

    /** Returns {@code help-desk} for {@code HelpDesk}. */
    static String kebabCase(String name) {
        return words(name, "-").replace('_', '-');
    }

    private static String words(String name, String between) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1" + between + "$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1" + between + "$2")
                .toLowerCase(Locale.ROOT);
    }

    static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Returns the name of a variable that holds an object of a class. */
    static String variable(String className) {
        String name = className.substring(0, 1).toLowerCase(Locale.ROOT) + className.substring(1);
        return VARIABLES.contains(name) || SourceVersion.isKeyword(name) || name.equals(className) ? "source" : name;
    }
}
