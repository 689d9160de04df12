package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The class archive that {@code --archive FILE} writes: classes in the form that the JVM has in memory.
 *
 * <p>Beside the file is the {@linkplain JarsFolder folder with the jars} of the web archive.
 *
 * @param file the absolute path of the file
 */
record ClassArchive(Path file) {

    static final String FLAG = "--archive";

    /** Returns the class archive at this path, after it has refused a path that no file can be written to. */
    static ClassArchive at(String name) throws CommandLineException {
        Path file = Path.of(name).toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new CommandLineException(
                    "--archive names '" + file + "', which is a folder; expected a file: name a file in it");
        }
        if (!Files.isDirectory(folder)) {
            throw new CommandLineException(
                    "--archive names '" + file + "', and '" + folder
                            + "' is not a folder; expected a file in an existing folder: create the folder, or name another file");
        }
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isRegularFile(file))) {
            throw new CommandLineException("--archive names '" + file
                    + "', which cannot be written; expected a file in a folder that this user may write to: name another"
                    + " file, or change the rights of '" + folder + "'");
        }
        if (!file.toUri().getRawPath().equals(file.toString())) {
            // Java 17 compares the encoded URL of a jar with its path, and then takes no class of it from the archive.
            throw new CommandLineException("--archive names '" + file
                    + "', and a URL encodes some characters of this path; expected a path without such characters, as spaces"
                    + " are, because the JVM finds no classes there: name a file in another folder");
        }
        return new ClassArchive(file);
    }

    /** Refuses a web archive that carries Tomcat: its classes are not on one class path. */
    static void check(boolean isTomcatThere) throws CommandLineException {
        if (isTomcatThere) {
            throw new CommandLineException(
                    "--archive is set, and the web archive carries Tomcat for servlets of its own;"
                            + " expected a web archive without Tomcat: remove --archive, or use lmcp-launcher without the"
                            + " classifier 'tomcat'");
        }
    }

    JarsFolder jars() {
        return new JarsFolder(file.resolveSibling(file.getFileName() + JarsFolder.SUFFIX));
    }

    /** Writes the class archive and prints the line that uses it. Returns the exit status. */
    int write(String[] args, JarsFolder.Source source, ShutdownHook cleanup) throws CommandLineException, IOException {
        ArchiveOption option = ArchiveOption.ofThisJvm();
        try (WorkFolder work = WorkFolder.beside(file)) {
            cleanup.closeFirst(work);
            Optional<FolderLock> lock = jars().write(source, work);
            try {
                return train(option, args, source, work, cleanup);
            } finally {
                if (lock.isPresent()) {
                    lock.get().close();
                }
            }
        }
    }

    private int train(
            ArchiveOption option, String[] args, JarsFolder.Source source, WorkFolder work, ShutdownHook cleanup)
            throws IOException {
        Path log = source.unpacked().resolve("training.log");
        Path written = work.path().resolve("classes");
        int status = new Training(option.toWrite(written), jars().runner(), log).run(args, cleanup);
        if (status != 0 || !Files.exists(written) || Files.size(written) == 0) {
            System.err.println(Files.readString(log).strip());
            System.err.println("the class archive was not written: the server of the training ended with status "
                    + status + "; expected a start without problems: see its messages above, and run this again");
            return 1;
        }
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        System.out.println(text(option, source.war()));
        return 0;
    }

    private String text(ArchiveOption option, Path war) throws IOException {
        return """
                %s   %d MB, for %s on Java %s
                %s   the jars that belong to it

                Start the server with this line, and the flags that you use:
                %s %s -jar %s""".formatted(
                        file,
                        Math.round(Files.size(file) / 1e6),
                        war.getFileName(),
                        Runtime.version(),
                        jars().folder(),
                        ShellWord.of(JavaCommand.shown()),
                        ShellWord.of(option.toUse(file)),
                        ShellWord.of(jars().runner().toString()));
    }
}
