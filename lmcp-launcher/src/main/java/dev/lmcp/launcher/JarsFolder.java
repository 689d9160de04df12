package dev.lmcp.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The folder of jars that belongs to a class archive. The JVM takes classes from a class archive only if they are in jars
 * on its own class path.
 *
 * <p>The jars are those of the web archive, in the order of {@link Main}. One more jar has no classes; it names the others
 * as its class path, and the web archive that they are from.
 *
 * @param folder where it is
 */
record JarsFolder(Path folder) {

    /** The jar that {@code java -jar} starts. */
    static final String RUNNER = "lmcp.jar";

    /** The end of the folder's name, after that of the class archive. */
    static final String SUFFIX = ".jars";

    private static final List<String> FOR_THE_JVM = List.of("Enable-Native-Access", "Add-Opens", "Add-Exports");

    /**
     * The jars' origin.
     *
     * @param war the web archive
     * @param unpacked the folder with its content
     */
    record Source(Path war, Path unpacked) {}

    Path runner() {
        return folder.resolve(RUNNER);
    }

    boolean isComplete() {
        return Files.isRegularFile(runner()) && Files.isRegularFile(folder.resolve(FolderLock.FILE));
    }

    /**
     * Writes the jars to another folder and moves that to its place. A folder that was here is replaced.
     *
     * @return the lock on the jars, as of a server that runs from them
     */
    Optional<FolderLock> write(Source source, WorkFolder work) throws IOException {
        Path written = Files.createDirectory(work.path().resolve("jars"));
        new JarsFolder(written).fill(source);
        FolderLock.prepare(written);
        Optional<FolderLock> lock = FolderLock.shared(written);
        boolean isThere = false;
        try {
            replace(written, work.path().resolve("old"));
            isThere = true;
            return lock;
        } finally {
            if (!isThere && lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    private void fill(Source source) throws IOException {
        List<Path> jars = new ArrayList<>();
        Path classes = source.unpacked().resolve("WEB-INF/classes");
        if (Files.isDirectory(classes)) {
            jars.add(pack(classes, folder.resolve("WEB-INF/classes.jar")));
        }
        for (String below : List.of("WEB-INF/lib", "WEB-INF/launcher")) {
            for (Path jar : Jars.in(source.unpacked().resolve(below), "")) {
                Path copy = Files.createDirectories(folder.resolve(below)).resolve(jar.getFileName());
                jars.add(Files.copy(jar, copy));
            }
        }
        Manifest manifest = manifest(source.war());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath(jars));
        try (OutputStream out = Files.newOutputStream(runner())) {
            new JarOutputStream(out, manifest).close();
        }
    }

    private Manifest manifest(Path war) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, ArchivedWar.class.getName());
        WarStamp.of(war).write(main);
        try (JarFile file = new JarFile(war.toFile())) {
            Manifest original = file.getManifest();
            for (String name : FOR_THE_JVM) {
                String value =
                        original == null ? null : original.getMainAttributes().getValue(name);
                if (value != null) {
                    main.putValue(name, value);
                }
            }
        }
        return manifest;
    }

    /** Returns relative URLs, as in a manifest. */
    private String classPath(List<Path> jars) {
        String base = folder.toUri().getRawPath();
        return jars.stream()
                .map(jar -> jar.toUri().getRawPath().substring(base.length()))
                .collect(Collectors.joining(" "));
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> below = Files.walk(classes)) {
            for (Path path :
                    below.filter(path -> !path.equals(classes)).sorted().toList()) {
                String name = classes.relativize(path).toString().replace('\\', '/');
                boolean isFolder = Files.isDirectory(path);
                out.putNextEntry(new ZipEntry(isFolder ? name + '/' : name));
                if (!isFolder) {
                    Files.copy(path, out);
                }
            }
        }
        return jar;
    }

    private void replace(Path written, Path old) throws IOException {
        if (!Files.exists(folder)) {
            move(written);
            return;
        }
        if (!isComplete()) {
            throw new IOException(
                    "'" + folder + "' exists, and it was not made by --archive; expected no folder of this"
                            + " name: delete it, or name another file");
        }
        Optional<FolderLock> lock = FolderLock.exclusive(folder);
        if (lock.isEmpty()) {
            throw inUse();
        }
        FolderLock held = lock.get();
        try (held) {
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
            move(written);
        }
    }

    private void move(Path written) throws IOException {
        try {
            Files.move(written, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(folder)) {
                // another process has moved its own there
                throw inUse();
            }
            throw e;
        }
    }

    private IOException inUse() {
        return new IOException(
                "'" + folder + "' is in use by another process; expected no server that runs from it, and no"
                        + " other --archive with this file: wait for its end, or name another file");
    }
}
