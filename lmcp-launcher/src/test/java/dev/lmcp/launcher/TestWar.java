package dev.lmcp.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A web archive for tests of class archives. */
final class TestWar {

    private TestWar() {}

    /** Writes a web archive whose manifest has an option for the JVM, to a name with a space. */
    static Path in(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
        Path war = folder.resolve("my tools.war");
        try (OutputStream out = Files.newOutputStream(war)) {
            new JarOutputStream(out, manifest).close();
        }
        return war;
    }

    /** Writes the folder of an unpacked web archive that has one class path file. */
    static Path unpackedIn(Path folder) throws IOException {
        Path unpacked = folder.resolve("unpacked");
        Path classes = Files.createDirectories(unpacked.resolve("WEB-INF/classes/com/example"));
        Files.writeString(classes.resolve("tools.txt"), "tools");
        return unpacked;
    }
}
