package dev.lmcp.server.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The folders into which a build compiles, for development: they stand in place of the archive's own classes. */
final class ClassFolders {

    private final List<Path> folders;
    private final ClassLoader parent;

    ClassFolders(List<Path> folders, ClassLoader parent) {
        this.folders = List.copyOf(folders);
        this.parent = parent;
    }

    /** Returns a class loader for the classes as they are now. */
    ClassLoader newLoader() {
        return new Loader(folders.stream().map(ClassFolders::url).toArray(URL[]::new), parent);
    }

    /** Returns whether the class of this object was loaded from such a folder. */
    static boolean isFromFolder(Object plugin) {
        return plugin.getClass().getClassLoader() instanceof Loader;
    }

    /** Returns a text that changes with every file: names, sizes and times. */
    String fingerprint() {
        StringJoiner files = new StringJoiner("\n");
        for (Path folder : folders) {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
                    files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            } catch (IOException | UncheckedIOException e) {
                // A build deletes and writes files; the next look finds them.
                files.add(folder + " cannot be read");
            }
        }
        return files.toString();
    }

    private static URL url(Path folder) {
        try {
            // the URL of a folder ends with a slash only if the folder exists
            String text = folder.toUri().toString();
            return new URL(text.endsWith("/") ? text : text + "/");
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the path '" + folder + "' has no URL; expected a URL for every folder", e);
        }
    }

    /**
     * Looks into the folders first. Plugins that an unpacked archive names in its own classes are left out, because the
     * folders have those classes as they are now.
     */
    private static final class Loader extends URLClassLoader {

        private static final String SERVICES = "META-INF/services/";

        Loader(URL[] folders, ClassLoader parent) {
            super("lmcp-dev", folders, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && findResource(name.replace('.', '/') + ".class") != null) {
                    loaded = findClass(name);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
            for (URL other : Collections.list(getParent().getResources(name))) {
                boolean isOutdated =
                        name.startsWith(SERVICES) && other.getPath().contains("/WEB-INF/classes/");
                if (!isOutdated && !all.contains(other)) {
                    all.add(other);
                }
            }
            return Collections.enumeration(all);
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? getParent().getResource(name) : own;
        }
    }
}
