package dev.lmcp.tools.files;

import java.nio.file.FileSystemException;

/** An entry is not a regular file. */
final class NotRegularFileException extends FileSystemException {

    private static final long serialVersionUID = 1;

    NotRegularFileException(String file) {
        super(file, null, "not a regular file");
    }
}
