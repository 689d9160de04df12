package dev.lmcp.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The main class of {@code java -jar lmcp.war}: it unpacks the archive and calls the launcher in it.
 *
 * <p>It is the only class at the root of the archive. It is compiled for Java 8, so that an old Java can show the message
 * about its version.
 */
public final class Main {

    private static final int MIN_JAVA = 17;

    /** The JDK copies 8 KiB at a time, and a WAR has megabytes. */
    private static final int BUFFER_BYTES = 256 * 1024;

    private Main() {}

    /** Runs the archive that contains this class. If that fails, the process ends. */
    public static void main(String[] args) throws Exception {
        String version = System.getProperty("java.specification.version", "0");
        if (major(version) < MIN_JAVA) {
            System.err.println("This is Java " + version + "; lmcp needs Java " + MIN_JAVA
                    + " or newer. Install one and run it again.");
            System.exit(1);
        }
        File archive = archive();
        Path folder = Files.createTempDirectory("lmcp-");
        unpack(archive, folder);
        List<URL> launcher = jars(folder, "WEB-INF/launcher", "lmcp-launcher");
        if (launcher.isEmpty()) {
            System.err.println("'" + archive.getName()
                    + "' has no launcher under WEB-INF/launcher; expected lmcp-launcher: build it again");
            System.exit(1);
        }
        ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
        List<URL> tomcat = jars(folder, "WEB-INF/launcher", "tomcat-");
        ClassLoader loader = tomcat.isEmpty()
                ? new URLClassLoader(classPath(folder).toArray(new URL[0]), platform)
                // The application must see Tomcat and not the launcher, so each has its own class loader.
                : new URLClassLoader(
                        launcher.toArray(new URL[0]), new URLClassLoader(tomcat.toArray(new URL[0]), platform));
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass("dev.lmcp.launcher.WarRun")
                    .getMethod("main", String[].class, Path.class, Path.class)
                    .invoke(null, args, folder, archive.toPath());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    /** Returns the one class path of an archive without Tomcat: its classes, its jars by name, and the launcher's jars. */
    static List<URL> classPath(Path folder) throws IOException {
        List<URL> all = new ArrayList<>();
        Path classes = folder.resolve("WEB-INF/classes");
        if (Files.isDirectory(classes)) {
            all.add(classes.toUri().toURL());
        }
        all.addAll(jars(folder, "WEB-INF/lib", ""));
        all.addAll(jars(folder, "WEB-INF/launcher", ""));
        return all;
    }

    private static List<URL> jars(Path folder, String below, String prefix) throws IOException {
        String[] names = folder.resolve(below).toFile().list();
        List<URL> jars = new ArrayList<>();
        if (names != null) {
            Arrays.sort(names);
            for (String name : names) {
                if (name.startsWith(prefix) && name.endsWith(".jar")) {
                    jars.add(folder.resolve(below).resolve(name).toUri().toURL());
                }
            }
        }
        return jars;
    }

    /** Returns 8 for {@code 1.8}, 17 for {@code 17}. */
    private static int major(String version) {
        String number = version.startsWith("1.") ? version.substring(2) : version;
        return Integer.parseInt(number);
    }

    private static File archive() throws URISyntaxException {
        return new File(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void unpack(File archive, Path folder) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (JarFile jar = new JarFile(archive)) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("'" + archive.getName() + "' contains the entry '" + entry.getName()
                            + "', which points outside of the archive; expected names within the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = jar.getInputStream(entry);
                        OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                        out.write(buffer, 0, count);
                    }
                }
            }
        }
    }
}
