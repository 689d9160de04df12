package dev.lmcp.launcher;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The class folders of the flag {@code --dev}, for the development of tools. */
final class DevFolders {

    static final String FLAG = "--dev";

    /** The folder of Maven, for a flag without a value. */
    static final String USUAL = "target/classes";

    private DevFolders() {}

    /** Returns the folders of the flag; none if it is not set. Several folders are separated as in a class path. */
    static List<Path> of(Map<String, String> flags) {
        List<Path> folders = new ArrayList<>();
        String value = flags.getOrDefault(FLAG, "");
        for (String name : List.of(value.split(File.pathSeparator))) {
            if (!name.isBlank()) {
                folders.add(Path.of(name.strip()).toAbsolutePath().normalize());
            }
        }
        return folders;
    }

    /** Returns the folders as one text, for the application. */
    static String joined(Map<String, String> flags) {
        return of(flags).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Refuses folders that are not there, and an address that another machine can reach. */
    static void check(Map<String, String> flags, HostPort address) throws CommandLineException {
        List<Path> folders = of(flags);
        if (folders.isEmpty()) {
            return;
        }
        if (!address.isLoopback()) {
            throw new CommandLineException("--dev is set, and the address is '" + address.host()
                    + "', which other machines can reach; expected 127.0.0.1, because --dev logs messages and runs classes"
                    + " as they change: remove --dev or --host");
        }
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new CommandLineException("--dev names '" + folder
                        + "', which is not a folder; expected compiled classes, as in " + USUAL
                        + ": compile first, or name the folder of your build");
            }
        }
    }
}
