package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.catalina.Context;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jar wins if several have the same class: the same one in each way to run a web archive. */
final class ClassPathOrderTest {

    private static final String NAME = "which.txt";

    /** By name the first is {@code B.jar}, since capital letters come first. */
    private static final List<String> JARS = List.of("d.jar", "a.jar", "c.jar", "B.jar", "b-2.jar", "b-10.jar");

    @TempDir
    private Path temporary;

    private Path unpacked;
    private Path war;

    @BeforeEach
    void makeAnArchive() throws IOException {
        unpacked = temporary.resolve("unpacked");
        Path lib = Files.createDirectories(unpacked.resolve("WEB-INF/lib"));
        for (String jar : JARS) {
            jar(lib.resolve(jar), jar);
        }
        war = temporary.resolve("lmcp.war");
        jar(war, "war");
    }

    private static void jar(Path file, String content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry(NAME));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> found(ClassLoader loader) throws IOException {
        List<String> found = new ArrayList<>();
        for (URL url : java.util.Collections.list(loader.getResources(NAME))) {
            try (InputStream in = url.openStream()) {
                found.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private static List<String> byName() {
        return JARS.stream().sorted().toList();
    }

    @Test
    void isTheOrderOfNamesWithoutAContainer() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(Main.classPath(unpacked).toArray(new URL[0]), null)) {
            assertThat(found(loader)).isEqualTo(byName());
        }
    }

    @Test
    void isTheSameWithAClassArchive() throws Exception {
        JarsFolder jars = new JarsFolder(temporary.resolve("lmcp jars"));
        try (WorkFolder work = WorkFolder.beside(jars.folder())) {
            jars.write(new JarsFolder.Source(war, unpacked), work).orElseThrow().close();
        }

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jars.runner().toUri().toURL()}, null)) {
            assertThat(found(loader)).isEqualTo(byName());
        }
    }

    @Test
    void isTheSameInTomcat() throws Exception {
        try (EmbeddedTomcat server = new EmbeddedTomcat(new HostPort(HostPort.HOST, 0), unpacked)) {
            Context context = server.tomcat().addWebapp("", unpacked.toString());
            Webapp.tune(context);
            context.start();

            assertThat(found(context.getLoader().getClassLoader())).isEqualTo(byName());
        }
    }
}
