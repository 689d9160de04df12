package dev.lmcp.transport.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A web application in a folder, with the transport as a jar under {@code WEB-INF/lib}, as containers unpack it. */
record WarFolder(Path folder) {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path APPLICATION = Path.of("target", "test-classes", "com", "example", "app");

    /** Writes the folder, with {@code declarations} in {@code web.xml}. */
    static WarFolder write(Path folder, String declarations) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        try (JarOutputStream jar =
                        new JarOutputStream(Files.newOutputStream(lib.resolve("lmcp-transport-servlet.jar")));
                Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                put(jar, CLASSES.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes/com/example/app"));
        try (Stream<Path> files = Files.list(APPLICATION)) {
            for (Path file : files.toList()) {
                Files.copy(file, classes.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                folder.resolve("WEB-INF/web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + declarations
                        + "</web-app>");
        return new WarFolder(folder);
    }

    /** Adds a jar whose initializer is called after those of the jars before it. */
    WarFolder withInitializer(String type) throws IOException {
        Path jar = folder.resolve("WEB-INF/lib/zz-application.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            put(
                    entries,
                    "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                    type.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }

    /** Returns a context parameter, for {@code web.xml}. */
    static String parameter(String key, String value) {
        return "<context-param><param-name>" + key + "</param-name><param-value>" + value
                + "</param-value></context-param>";
    }

    /** Returns a listener, for {@code web.xml}. */
    static String listener(String type) {
        return "<listener><listener-class>" + type + "</listener-class></listener>";
    }

    /** Returns a servlet with its mappings, for {@code web.xml}. */
    static String servlet(String name, String type, List<String> patterns) {
        return "<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + type
                + "</servlet-class><async-supported>true</async-supported></servlet><servlet-mapping><servlet-name>"
                + name
                + "</servlet-name><url-pattern>" + String.join("</url-pattern><url-pattern>", patterns)
                + "</url-pattern></servlet-mapping>";
    }
}
