package dev.lmcp.processor;

import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * One class with annotated methods, and the provider that is written for it.
 *
 * @param name the simple name of the provider
 * @param pluginName the name in {@code lmcp.tools}
 */
record Provider(
        TypeElement source,
        String packageName,
        String name,
        String pluginName,
        boolean isOptIn,
        Construction construction,
        List<Offer> offers) {

    /** Whence the provider has the object on which it calls the methods. */
    enum Construction {
        /** It needs none, as all methods are static. */
        NONE,
        /** It makes one, by the constructor without parameters, unless it is given one. */
        NO_ARGUMENTS,
        /** It makes one, by a constructor that takes the settings of the plugin. */
        SETTINGS,
        /** It makes one, by a constructor that takes the settings and the services. */
        SETTINGS_AND_SERVICES,
        /** It is given one. */
        GIVEN
    }

    String qualifiedName() {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    String sourceName() {
        return source.getSimpleName().toString();
    }

    /** Returns whether a server can create the provider. */
    boolean isStandalone() {
        return construction != Construction.GIVEN;
    }
}
