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

/** Puts what a file system refuses into words for the model, without the server's own paths. */
final class Trouble {

    private Trouble() {}

    /** The path goes to the log as well, so it must not be able to write lines of its own. */
    static String quoted(String asked) {
        return "'" + SafeText.escaped(asked) + "'";
    }

    static ToolException with(String asked, IOException failure) {
        String path = quoted(asked) + " ";
        if (failure instanceof NoSuchFileException) {
            return new ToolException(path + "does not exist; expected the path of something that does");
        }
        if (failure instanceof NotDirectoryException) {
            return new ToolException(path + "is not a directory, or goes through something that is none");
        }
        if (failure instanceof NotRegularFileException) {
            return new ToolException(
                    path + "is not a regular file; expected one, and no directory, link, pipe or device");
        }
        if (failure instanceof AccessDeniedException) {
            return new ToolException(path + "is not accessible to the server");
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof DirectoryNotEmptyException) {
            return new ToolException(path + "was created by somebody else at the same time; read it before you write");
        }
        if (failure instanceof FileSystemException refused) {
            return new ToolException(
                    path
                            + "cannot be followed; expected directories all the way to the last name, names that are"
                            + " not too long, and no links in a circle",
                    new IOException(Objects.requireNonNullElse(refused.getReason(), "no reason given")));
        }
        return new ToolException(path + "cannot be used; the server's log has the reason", failure);
    }
}
