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
 * Where a class comes from, for people and for the check that the jars of one server fit each other.
 *
 * @param location the jar, as short as it can be told apart
 * @param version the version of the jar, where it states one
 * @param lmcpVersion the version of lmcp that the jar is part of, where it states one
 */
record JarOrigin(String location, Optional<String> version, Optional<String> lmcpVersion) {

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
        return of(shorten(url), manifest, module.or(() -> read(url, "module-info.class", ModuleDescriptor::read)));
    }

    private static JarOrigin of(String location, Attributes manifest, Optional<ModuleDescriptor> module) {
        Optional<String> moduleVersion = module.flatMap(ModuleDescriptor::rawVersion);
        return new JarOrigin(
                location,
                Optional.ofNullable(manifest.getValue("Implementation-Version")).or(() -> moduleVersion),
                Optional.ofNullable(manifest.getValue("Lmcp-Version"))
                        .or(() -> module.filter(known -> known.name().startsWith("dev.lmcp."))
                                .flatMap(ModuleDescriptor::rawVersion)));
    }

    /** From {@code WEB-INF} on, or the jar with its directory. */
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
            String place = jar.toString();
            URL url = new URL(place.endsWith("/") ? place + entry : inJar(place) + entry);
            URLConnection connection = url.openConnection();
            // A cached connection would keep the jar open after the server has stopped.
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return Optional.of(reader.read(in));
            }
        } catch (IOException | InvalidModuleDescriptorException e) {
            return Optional.empty();
        }
    }

    /** WildFly has what is deployed in a file system of its own, where the entries of a jar are files below it. */
    private static String inJar(String place) {
        return place.startsWith("vfs:") ? place + "/" : "jar:" + place + "!/";
    }
}
