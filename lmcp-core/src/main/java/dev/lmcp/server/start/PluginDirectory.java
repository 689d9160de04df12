package dev.lmcp.server.start;

import dev.lmcp.config.Config;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The class loader for the jars of the plugin directory, a child of the server's; the server's own if there are no jars. */
final class PluginDirectory implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.plugins");

    private final ClassLoader parent;
    private final Optional<URLClassLoader> child;

    private PluginDirectory(ClassLoader parent, Optional<URLClassLoader> child) {
        this.parent = parent;
        this.child = child;
    }

    /** Lists the jars of the directory. Jars that are added later are found at the next start. */
    static PluginDirectory open(ClassLoader parent, Optional<Config.Entry> directory, StartupDiagnostics diagnostics) {
        return new PluginDirectory(
                parent,
                directory
                        .filter(entry -> !entry.value().isEmpty())
                        .map(entry -> jars(entry, diagnostics))
                        .filter(jars -> !jars.isEmpty())
                        .map(jars -> new URLClassLoader("lmcp-plugins", jars.toArray(new URL[0]), parent)));
    }

    ClassLoader loader() {
        return child.<ClassLoader>map(loader -> loader).orElse(parent);
    }

    @Override
    public void close() {
        child.ifPresent(loader -> {
            try {
                loader.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a jar of the plugin directory could not be closed", e);
            }
        });
    }

    private static List<URL> jars(Config.Entry directory, StartupDiagnostics diagnostics) {
        String found = "plugin directory '" + directory.value() + "' (" + directory.origin() + ") ";
        try (Stream<Path> files = Files.list(Path.of(directory.value()))) {
            List<URL> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(PluginDirectory::url)
                    .toList();
            if (jars.isEmpty()) {
                diagnostics.warning(
                        "LMCP-211", found + "contains no jar; expected at least one: add it, or unset the key");
            }
            return jars;
        } catch (IOException | InvalidPathException e) {
            diagnostics.problem(
                    "LMCP-210", found + "cannot be read; expected a directory: create it, or unset the key");
            return List.of();
        }
    }

    private static URL url(Path file) {
        try {
            return file.toAbsolutePath().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the path '" + file + "' has no URL; expected a URL for every file", e);
        }
    }
}
