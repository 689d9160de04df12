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
 * An open directory. Everything in it is reached from its handle, by a single name and through no link, so that nobody
 * can put something else in the way between a check and the use.
 *
 * <p>Not safe for concurrent use; its entries can be listed once.
 */
final class Folder implements AutoCloseable {

    /** What is to replace a file that few may read is not to be read by more of them while it is written. */
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<?>[] NONE = {};

    private final SecureDirectoryStream<Path> stream;

    private Folder(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /** Opens what is reached from a directory by these names. */
    @SuppressWarnings("StreamResourceLeak") // the folder owns the stream, and closes it
    static Folder open(Path root, List<Path> way) throws IOException {
        DirectoryStream<Path> opened = Files.newDirectoryStream(root);
        if (!(opened instanceof SecureDirectoryStream<Path> secure)) {
            opened.close();
            throw new FileSystemException(root.toString(), null, "no secure directory stream");
        }
        Folder folder = new Folder(secure);
        for (Path name : way) {
            try (Folder above = folder) {
                folder = above.child(name);
            }
        }
        return folder;
    }

    /** Opens a directory in this one. */
    Folder child(Path name) throws IOException {
        // Opening anything else might wait, as for the writer of a pipe.
        if (!attributes(name).isDirectory()) {
            throw new NotDirectoryException(name.toString());
        }
        return new Folder(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    /** What is said about an entry; a link's own attributes. */
    BasicFileAttributes attributes(Path name) throws IOException {
        return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    /** What is said about an entry, where there is one. */
    Optional<BasicFileAttributes> find(Path name) throws IOException {
        try {
            return Optional.of(attributes(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Tells the names of the entries, in no order, as long as the listener wants more. */
    void names(Predicate<Path> listener) throws IOException {
        try {
            Iterator<Path> entries = stream.iterator();
            while (entries.hasNext() && listener.test(entries.next().getFileName())) {
                // on to the next one
            }
        } catch (DirectoryIteratorException e) {
            throw new IOException("the directory cannot be read to its end", e);
        }
    }

    /** Opens a regular file for reading. */
    SeekableByteChannel read(Path name) throws IOException {
        // Opening a pipe would wait for its writer, and opening a device may do something.
        if (!attributes(name).isRegularFile()) {
            throw new NotRegularFileException(name.toString());
        }
        return stream.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Makes these bytes the contents of a file, all at once: who reads it sees the old ones or the new ones.
     *
     * @param old what was there, whose permissions are kept
     */
    void replace(Path name, byte[] bytes, Optional<BasicFileAttributes> old) throws IOException {
        Optional<Set<PosixFilePermission>> permissions = old.isPresent() ? permissions(name) : Optional.empty();
        Path draft = Path.of(".lmcp-" + UUID.randomUUID() + ".tmp");
        boolean moved = false;
        try {
            write(draft, bytes, permissions.isPresent() ? new FileAttribute<?>[] {OWNER_ONLY} : NONE);
            if (permissions.isPresent()) {
                posix(draft).setPermissions(permissions.get());
            }
            if (old.isEmpty() && find(name).isPresent()) {
                throw new FileAlreadyExistsException(name.toString());
            }
            stream.move(draft, stream, name);
            moved = true;
        } finally {
            if (!moved && find(draft).isPresent()) {
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

    /** The permissions of an entry, where the file system has such. */
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
