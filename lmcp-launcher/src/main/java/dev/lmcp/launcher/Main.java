package dev.lmcp.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Begins {@code java -jar lmcp.war}: unpacks the archive and hands over to the launcher that lies in it.
 *
 * <p>The one class at the root of the archive, written for Java 8, so that an old Java tells what is wrong.
 */
public final class Main {

    private static final int JAVA = 17;

    private Main() {}

    /** Runs the archive that this class lies in, and ends the process where that fails. */
    public static void main(String[] args) throws Exception {
        String version = System.getProperty("java.specification.version", "0");
        if (major(version) < JAVA) {
            System.err.println("This is Java " + version + "; lmcp needs Java " + JAVA
                    + " or newer. Install one and run it again.");
            System.exit(1);
        }
        File archive = archive();
        Path folder = Files.createTempDirectory("lmcp-");
        List<URL> launcher = new ArrayList<>();
        List<URL> server = new ArrayList<>();
        unpack(archive, folder, launcher, server);
        if (launcher.isEmpty() || server.isEmpty()) {
            System.err.println("'" + archive.getName()
                    + "' lacks jars under WEB-INF/launcher; expected lmcp-launcher and Tomcat there. Build it anew.");
            System.exit(1);
        }
        // The application is to see the server and nothing of the launcher, so each has a loader of its own.
        ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
        ClassLoader below = new URLClassLoader(server.toArray(new URL[0]), platform);
        ClassLoader loader = new URLClassLoader(launcher.toArray(new URL[0]), below);
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass("dev.lmcp.launcher.WarRun")
                    .getMethod("main", String[].class, Path.class, String.class)
                    .invoke(null, args, folder, archive.getName());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    /** 8 of {@code 1.8}, 17 of {@code 17}. */
    private static int major(String version) {
        String number = version.startsWith("1.") ? version.substring(2) : version;
        return Integer.parseInt(number);
    }

    private static File archive() throws URISyntaxException {
        return new File(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void unpack(File archive, Path folder, List<URL> launcher, List<URL> server) throws IOException {
        try (JarFile jar = new JarFile(archive)) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("'" + archive.getName() + "' holds '" + entry.getName()
                            + "', which points out of it; expected names within the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                if (entry.getName().startsWith("WEB-INF/launcher/lmcp-")) {
                    launcher.add(target.toUri().toURL());
                } else if (entry.getName().startsWith("WEB-INF/launcher/")) {
                    server.add(target.toUri().toURL());
                }
            }
        }
    }
}
