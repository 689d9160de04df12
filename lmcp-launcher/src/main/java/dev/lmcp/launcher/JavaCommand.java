package dev.lmcp.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command that starts a JVM like this one. */
final class JavaCommand {

    private static final String NAME = "java";

    private JavaCommand() {}

    static Path path() {
        return Path.of(System.getProperty("java.home"), "bin", NAME);
    }

    /** Returns the command as an operator writes it: {@code java} if the shell finds this JVM by that name. */
    static String shown() throws IOException {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path found = Path.of(folder, NAME);
            if (Files.isExecutable(found)) {
                return Files.isSameFile(found, path()) ? NAME : path().toString();
            }
        }
        return path().toString();
    }
}
