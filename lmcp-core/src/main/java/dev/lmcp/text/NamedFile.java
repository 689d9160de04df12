package dev.lmcp.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files that a setting names, 1 MiB at most, and says what is wrong with one that cannot be read.
 *
 * <p>Each method takes the kind of file that is expected, for the message, as in {@code a text file in UTF-8}.
 */
public final class NamedFile {

    private static final int MAX_BYTES = 1024 * 1024;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private NamedFile() {}

    /** Opens a file for reading. */
    @FunctionalInterface
    interface Opener {

        InputStream open(Path file) throws IOException;
    }

    /** Checks that a file is a regular one that this process may read, without reading it. */
    public static void check(Path file, String expected) throws UnreadableFileException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw unusable(attributes.isDirectory() ? "is a directory" : "is no regular file", expected);
            }
            if (!Files.isReadable(file)) {
                throw new AccessDeniedException(file.toString());
            }
        } catch (IOException e) {
            throw explained(e, expected);
        }
    }

    /**
     * Returns a warning if other users than the owner may read, write or execute a file with a secret. Returns empty if the
     * file system has no such rights, or if the file has just gone.
     */
    public static Optional<String> exposure(Path secret) {
        PosixFileAttributeView view = Files.getFileAttributeView(secret, PosixFileAttributeView.class);
        try {
            return view == null || OWNER_ONLY.containsAll(view.readAttributes().permissions())
                    ? Optional.empty()
                    : Optional.of("file '" + secret + "' is accessible to other users; expected mode 0600");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns whether a folder above a file keeps all users but its owner away, whatever the rights of the file. */
    public static boolean isInPrivateFolder(Path file) {
        for (Path folder = file.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            if (isPrivate(folder)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPrivate(Path folder) {
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        try {
            return view != null && OWNER_ONLY.containsAll(view.readAttributes().permissions());
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads a file, which need not be a regular one. */
    public static byte[] read(Path file, String expected) throws UnreadableFileException {
        return read(file, expected, Files::newInputStream);
    }

    /** Reads a file that {@code opener} opens. */
    static byte[] read(Path file, String expected, Opener opener) throws UnreadableFileException {
        if (Files.isDirectory(file)) {
            throw unusable("is a directory", expected);
        }
        try (InputStream in = opener.open(file)) {
            return read(in, expected);
        } catch (IOException e) {
            throw explained(e, expected);
        }
    }

    /** Reads a stream to its end; the caller closes it. */
    static byte[] read(InputStream in, String expected) throws UnreadableFileException {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unusable("is larger than 1 MiB", expected);
            }
            return bytes;
        } catch (IOException e) {
            throw explained(e, expected);
        }
    }

    private static UnreadableFileException unusable(String found, String expected) {
        return new UnreadableFileException(found, expected + ": correct the path");
    }

    private static UnreadableFileException explained(IOException cause, String expected) {
        if (cause instanceof UnreadableFileException explained) {
            return explained;
        }
        if (cause instanceof NoSuchFileException) {
            return new UnreadableFileException(
                    "does not exist", expected + ": correct the path, or create the file", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new UnreadableFileException(
                    "may not be read by this process", expected + ": correct the rights of the file", cause);
        }
        String reason = SafeText.line(String.valueOf(cause.getMessage()));
        return new UnreadableFileException(
                "cannot be read (" + reason + ")", expected + ": correct the path or the rights of the file", cause);
    }
}
