package dev.lmcp.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * The main class of {@link JarsFolder#RUNNER}. It runs the web archive from the jars beside a class archive.
 *
 * <p>If the web archive has changed since then, it runs that one, so that no old version is ever served.
 */
public final class ArchivedWar {

    private ArchivedWar() {}

    /** Runs the web archive until the process ends. */
    public static void main(String[] args) throws Exception {
        Path runner = runner();
        WarStamp war = stamp(runner);
        if (!writesArchive(args) && isCurrent(war)) {
            run(runner, war, args, WarRun::serve);
        } else {
            runAnew(war.war(), args);
        }
    }

    private static boolean writesArchive(String... args) {
        for (String arg : args) {
            if (arg.startsWith(ClassArchive.FLAG)) {
                return true;
            }
        }
        return false;
    }

    /** Starts as {@link #main} does, but for another step. */
    static void train(String[] args, WarRun.Step step) throws IOException {
        Path runner = runner();
        WarStamp war = stamp(runner);
        if (!isCurrent(war)) {
            throw new IOException(
                    "'" + war.war() + "' has changed during the training; expected the same file: run this again");
        }
        run(runner, war, args, step);
    }

    private static Path runner() {
        return Path.of(System.getProperty("java.class.path", ""));
    }

    /** Runs the server from the jars beside the runner, which nobody deletes until the process ends. */
    private static void run(Path runner, WarStamp war, String[] args, WarRun.Step step) throws IOException {
        Optional<FolderLock> lock = FolderLock.shared(runner.toAbsolutePath().resolveSibling(""));
        try {
            WarRun.onClassPath(args, war.war().getFileName().toString(), step);
        } finally {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    static WarStamp stamp(Path runner) throws IOException {
        try (JarFile jar = new JarFile(runner.toFile())) {
            return WarStamp.read(jar.getManifest().getMainAttributes());
        }
    }

    private static boolean isCurrent(WarStamp war) throws IOException {
        if (!war.isThere()) {
            System.err.println(
                    "'" + war.war() + "' is not there; expected the web archive of this class archive: if it"
                            + " has moved, write the class archive again with --archive. The jars of the class archive are used");
            return true;
        }
        if (!war.isCurrent()) {
            System.err.println("'" + war.war() + "' has changed since its class archive was written; expected the same"
                    + " file: write the class archive again with --archive. This start is without it");
            return false;
        }
        return true;
    }

    /** Runs the web archive as {@code java -jar} does. */
    private static void runAnew(Path war, String... args) throws Exception {
        ClassLoader loader = new URLClassLoader(
                new URL[] {war.toUri().toURL()},
                ClassLoader.getSystemClassLoader().getParent());
        try {
            loader.loadClass(Main.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
