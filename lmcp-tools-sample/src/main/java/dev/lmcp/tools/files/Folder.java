package dev.lmcp.tools.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * An open directory.
 *
 * <p>Its entries are opened relative to its handle, by a single name and not through a link. So another program cannot
 * redirect a path between a check and its use. Not safe for concurrent use. The entries can be listed once.
 */
final class Folder implements AutoCloseable {

    /** The permissions of a new file while it is written: it may replace a file that only its owner can read. */
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<?>[] NONE = {};

    private final SecureDirectoryStream<Path> stream;

    private Folder(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /** Opens the directory at these names, relative to {@code root}. */
    @SuppressWarnings("StreamResourceLeak") // the folder owns the stream, and closes it
    static Folder open(Path root, List<Path> names) throws IOException {
        DirectoryStream<Path> opened = Files.newDirectoryStream(root);
        if (!(opened instanceof SecureDirectoryStream<Path> secure)) {
            opened.close();
            throw new FileSystemException(root.toString(), null, "no secure directory stream");
        }
        Folder folder = new Folder(secure);
        for (Path name : names) {
            try (Folder parent = folder) {
                folder = parent.child(name);
            }
        }
        return folder;
    }

    /** Opens a directory in this one. */
    Folder child(Path name) throws IOException {
        // Opening another kind of file may block: a pipe waits for its writer.
        if (!attributes(name).isDirectory()) {
            throw new NotDirectoryException(name.toString());
        }
        return new Folder(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    /** Returns the attributes of an entry. A link is not followed. */
    BasicFileAttributes attributes(Path name) throws IOException {
        return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    /** Returns the attributes of an entry; empty if it does not exist. */
    Optional<BasicFileAttributes> find(Path name) throws IOException {
        try {
            return Optional.of(attributes(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Passes the names of the entries to the listener, in any order, until the listener returns false. */
    void names(Predicate<Path> listener) throws IOException {
        try {
            Iterator<Path> entries = stream.iterator();
            while (entries.hasNext() && listener.test(entries.next().getFileName())) {
                // continues with the next entry
            }
        } catch (DirectoryIteratorException e) {
            throw new IOException("the directory cannot be read to its end", e);
        }
    }

    /** Opens a regular file for reading. */
    SeekableByteChannel read(Path name) throws IOException {
        // Opening a pipe blocks until there is a writer, and opening a device may have an effect.
        if (!attributes(name).isRegularFile()) {
            throw new NotRegularFileException(name.toString());
        }
        return stream.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Replaces the contents of a file at once: a reader sees either the old or the new contents.
     *
     * @param old the attributes of the old file, if there is one; its permissions are kept
     */
    void replace(Path name, byte[] bytes, Optional<BasicFileAttributes> old) throws IOException {
        Optional<Set<PosixFilePermission>> permissions = old.isPresent() ? permissions(name) : Optional.empty();
        Path draft = Path.of(".lmcp-" + UUID.randomUUID() + ".tmp");
        boolean isMoved = false;
        try {
            write(draft, bytes, permissions.isPresent() ? new FileAttribute<?>[] {OWNER_ONLY} : NONE);
            if (permissions.isPresent()) {
                posix(draft).setPermissions(permissions.get());
            }
            if (old.isEmpty() && find(name).isPresent()) {
                throw new FileAlreadyExistsException(name.toString());
            }
            stream.move(draft, stream, name);
            isMoved = true;
        } finally {
            if (!isMoved && find(draft).isPresent()) {
                stream.deleteFile(draft);
            }
        }
    }

    private void write(Path name, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        Set<OpenOption> options =
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = stream.newByteChannel(name, options, attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    /** Returns the permissions of an entry; empty if the file system has none. */
    Optional<Set<PosixFilePermission>> permissions(Path name) throws IOException {
        PosixFileAttributeView view = posix(name);
        return view == null
                ? Optional.empty()
                : Optional.of(view.readAttributes().permissions());
    }

    private PosixFileAttributeView posix(Path name) {
        return stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
