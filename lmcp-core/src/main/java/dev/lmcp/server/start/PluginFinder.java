package dev.lmcp.server.start;

import dev.lmcp.server.base.ExceptionSummary;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.ClusterProvider;
import dev.lmcp.spi.Plugin;
import dev.lmcp.spi.ToolProvider;
import dev.lmcp.spi.TransportProvider;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds plugins with {@link ServiceLoader}.
 *
 * <p>The errors of each provider are caught separately, so that one broken jar does not affect the others.
 */
final class PluginFinder {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.plugins");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern ALIAS = Pattern.compile("LMCP_[A-Z][A-Z0-9_]*|--[a-z][a-z0-9-]*");

    private static final String NOT_PUBLIC = " is not public; expected a public class with a public constructor without"
            + " parameters: declare it public";

    /** After this number of failures the search ends. */
    private static final int MAX_FAILURES = 100;

    private final ClassLoader loader;

    PluginFinder(ClassLoader loader) {
        this.loader = loader;
    }

    PluginSet<AuthProvider> auth() {
        return find("auth", ServiceLoader.load(AuthProvider.class, loader));
    }

    PluginSet<ToolProvider> tools() {
        return find("tools", ServiceLoader.load(ToolProvider.class, loader));
    }

    PluginSet<TransportProvider> transports() {
        return find("transport", ServiceLoader.load(TransportProvider.class, loader));
    }

    PluginSet<ClusterProvider> clusters() {
        return find("cluster", ServiceLoader.load(ClusterProvider.class, loader));
    }

    private <P extends Plugin> PluginSet<P> find(String kind, ServiceLoader<P> services) {
        List<PluginSet.Found<P>> found = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Set<String> classes = new HashSet<>();
        Iterator<ServiceLoader.Provider<P>> providers = services.stream().iterator();
        while (failures.size() < MAX_FAILURES) {
            Optional<ServiceLoader.Provider<P>> provider;
            try {
                provider = providers.hasNext() ? Optional.of(providers.next()) : Optional.empty();
            } catch (ServiceConfigurationError | LinkageError e) {
                failures.add(missingConstructor(e)
                        .orElseGet(() -> failure("a provider that a jar names cannot be loaded", e)));
                continue;
            }
            if (provider.isEmpty()) {
                break;
            }
            // A module descriptor and a services file may both name the same class.
            if (classes.add(provider.get().type().getName())) {
                create(provider.get(), found, failures);
            }
        }
        return new PluginSet<>(kind, found, failures);
    }

    private static <P extends Plugin> void create(
            ServiceLoader.Provider<P> provider, List<PluginSet.Found<P>> found, List<String> failures) {
        JarOrigin origin = JarOrigin.of(provider.type());
        String provided = "'" + provider.type().getName() + "' in " + origin.location();
        if (!Modifier.isPublic(provider.type().getModifiers())) {
            failures.add(provided + NOT_PUBLIC);
            return;
        }
        try {
            P plugin = provider.get();
            String name = plugin.name();
            Map<String, String> aliases = plugin.aliases();
            Optional<String> badAlias = aliases.keySet().stream()
                    .filter(alias -> !ALIAS.matcher(alias).matches())
                    .findFirst();
            if (name == null || !NAME.matcher(name).matches()) {
                failures.add(provided + " has the name '" + name
                        + "'; expected 1 to 64 of a-z, 0-9 and '-', beginning with a letter");
            } else if (badAlias.isPresent()) {
                failures.add(provided + " has the alias '" + badAlias.get()
                        + "'; expected a variable such as LMCP_TOKEN or a flag such as --auth");
            } else {
                PluginSet.Declared declared = new PluginSet.Declared(name, isOptIn(plugin), aliases);
                found.add(new PluginSet.Found<>(declared, plugin, origin));
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            failures.add(failure(provided + " cannot be created", e));
        }
    }

    /** Returns the failure if the class has no public constructor. Java reports a class that is not public the same way. */
    private Optional<String> missingConstructor(Throwable thrown) {
        if (!(thrown.getCause() instanceof NoSuchMethodException missing) || missing.getMessage() == null) {
            return Optional.empty();
        }
        String name = missing.getMessage().replace(".<init>()", "");
        try {
            Class<?> type = Class.forName(name, false, loader);
            String provided = "'" + name + "' in " + JarOrigin.of(type).location();
            return Optional.of(provided
                    + (Modifier.isPublic(type.getModifiers())
                            ? " has no public constructor without parameters; expected one: add it"
                            : NOT_PUBLIC));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static boolean isOptIn(Plugin plugin) {
        return plugin instanceof ToolProvider tools && tools.isOptIn();
    }

    /** Logs the exception; returns a text with its innermost cause, for the report. */
    private static String failure(String what, Throwable thrown) {
        LOG.log(Level.DEBUG, what, thrown);
        return what + ": " + ExceptionSummary.describe(thrown);
    }
}
