package dev.lmcp.tools.files;

import dev.lmcp.ToolException;
import dev.lmcp.text.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Turns the errors of a file system into messages for the model, without the server's own paths. */
final class FileErrors {

    private FileErrors() {}

    /** Returns the path in quotes, without line ends: the message also goes to the log. */
    static String quoted(String asked) {
        return "'" + SafeText.escaped(asked) + "'";
    }

    static ToolException of(String asked, IOException failure) {
        String path = quoted(asked) + " ";
        if (failure instanceof NoSuchFileException) {
            return new ToolException(path + "does not exist; expected an existing path");
        }
        if (failure instanceof NotDirectoryException) {
            return new ToolException(
                    path + "is not a directory, or a part of the path is not a directory; expected directories");
        }
        if (failure instanceof NotRegularFileException) {
            return new ToolException(
                    path + "is not a regular file; expected a file, not a directory, link, pipe or device");
        }
        if (failure instanceof AccessDeniedException) {
            return new ToolException(
                    path + "is not accessible to the server; expected a path with the necessary permissions");
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof DirectoryNotEmptyException) {
            return new ToolException(path
                    + "was created at the same time by another program; expected a new file: read it before you write");
        }
        if (failure instanceof FileSystemException refused) {
            return new ToolException(
                    path
                            + "cannot be followed; expected only directories before the last name, names that are not"
                            + " too long, and no links in a circle",
                    new IOException(Objects.requireNonNullElse(refused.getReason(), "no reason given")));
        }
        return new ToolException(path + "cannot be used; the server's log has the reason", failure);
    }
}
