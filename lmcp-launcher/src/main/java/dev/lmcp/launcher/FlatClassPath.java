package dev.lmcp.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs an archive that carries Tomcat with a transport plugin and without Tomcat.
 *
 * <p>The archive's classes and jars are on one class path. The launcher is on it too, so that {@link ServerRun} uses the
 * archive's lmcp. {@link Main} does the same for an archive without Tomcat.
 */
final class FlatClassPath {

    private FlatClassPath() {}

    /** Returns the exit status. */
    static int run(Path folder, Flags flags, Consumer<AutoCloseable> beforeTheEnd) throws IOException {
        ClassLoader loader = new URLClassLoader(
                classPath(folder).toArray(new URL[0]),
                ClassLoader.getSystemClassLoader().getParent());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Object status = loader.loadClass("dev.lmcp.launcher.ServerRun")
                    .getMethod("run", Map.class, boolean.class, Consumer.class)
                    .invoke(null, flags.values(), flags.isCheck(), beforeTheEnd);
            return (Integer) status;
        } catch (InvocationTargetException e) {
            throw new IOException("the web archive cannot be run: " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IOException("the web archive has no lmcp; expected lmcp-core under WEB-INF/lib: " + e, e);
        }
    }

    private static List<URL> classPath(Path folder) throws IOException {
        List<URL> all = new ArrayList<>();
        all.add(url(folder.resolve("WEB-INF/classes")));
        for (Path jar : Jars.in(folder.resolve("WEB-INF/lib"), "")) {
            all.add(url(jar));
        }
        for (Path jar : Jars.in(folder.resolve("WEB-INF/launcher"), "lmcp-launcher")) {
            all.add(url(jar));
        }
        return all;
    }

    private static URL url(Path path) throws MalformedURLException {
        // the URL of a folder ends with a slash only if the folder exists
        String text = path.toUri().toString();
        boolean isJar = text.endsWith(".jar");
        return new URL(isJar || text.endsWith("/") ? text : text + "/");
    }
}
