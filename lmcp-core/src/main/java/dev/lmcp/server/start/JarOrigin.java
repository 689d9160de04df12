package dev.lmcp.server.start;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * The jar that a class comes from, for messages and for the check that all jars have the same version of lmcp.
 *
 * @param location the jar's path, shortened
 * @param version the version of the jar, if the jar states one
 * @param lmcpVersion the version of lmcp that the jar is part of, if the jar states one
 */
record JarOrigin(String location, Optional<String> version, Optional<String> lmcpVersion) {

    private static final String VERSION = "Implementation-Version";
    private static final String LMCP_VERSION = "Lmcp-Version";

    static JarOrigin of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL url = source == null ? null : source.getLocation();
        Optional<ModuleDescriptor> module = Optional.ofNullable(type.getModule().getDescriptor());
        if (url == null) {
            return of("the Java runtime", new Attributes(), module);
        }
        Attributes manifest = read(url, "META-INF/MANIFEST.MF", Manifest::new)
                .map(Manifest::getMainAttributes)
                .orElseGet(Attributes::new);
        // The manifest of an lmcp plugin says all of it, and then the descriptor costs no time.
        boolean isComplete = manifest.getValue(VERSION) != null && manifest.getValue(LMCP_VERSION) != null;
        return of(
                shorten(url),
                manifest,
                isComplete ? module : module.or(() -> read(url, "module-info.class", ModuleDescriptor::read)));
    }

    private static JarOrigin of(String location, Attributes manifest, Optional<ModuleDescriptor> module) {
        Optional<String> moduleVersion = module.flatMap(ModuleDescriptor::rawVersion);
        return new JarOrigin(
                location,
                Optional.ofNullable(manifest.getValue(VERSION)).or(() -> moduleVersion),
                Optional.ofNullable(manifest.getValue(LMCP_VERSION))
                        .or(() -> module.filter(descriptor -> descriptor.name().startsWith("dev.lmcp."))
                                .flatMap(ModuleDescriptor::rawVersion)));
    }

    /** Returns the path from {@code WEB-INF} on, or the jar with its directory. */
    static String shorten(URL url) {
        String path = path(url);
        int webInf = path.lastIndexOf("WEB-INF/");
        if (webInf >= 0) {
            return path.substring(webInf);
        }
        int name = path.lastIndexOf('/');
        int directory = name <= 0 ? -1 : path.lastIndexOf('/', name - 1);
        return path.endsWith("/") ? path : path.substring(directory + 1);
    }

    private static String path(URL url) {
        try {
            String path = URI.create(url.toString()).getPath();
            return path == null ? url.toString() : path;
        } catch (IllegalArgumentException e) {
            return url.toString();
        }
    }

    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private static <T> Optional<T> read(URL jar, String entry, Reader<T> reader) {
        try {
            String location = jar.toString();
            URL url = new URL(location.endsWith("/") ? location + entry : inJar(location) + entry);
            URLConnection connection = url.openConnection();
            // A cached connection keeps the jar open after the server has stopped.
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return Optional.of(reader.read(in));
            }
        } catch (IOException | InvalidModuleDescriptorException e) {
            return Optional.empty();
        }
    }

    /** Returns the URL of a jar's entries. WildFly has its own file system, in which a jar is a directory. */
    private static String inJar(String location) {
        return location.startsWith("vfs:") ? location + "/" : "jar:" + location + "!/";
    }
}
