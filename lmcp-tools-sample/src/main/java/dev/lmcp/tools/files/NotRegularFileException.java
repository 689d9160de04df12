package dev.lmcp.tools.files;

import java.nio.file.FileSystemException;

/** Something that is no regular file, where one is needed. */
final class NotRegularFileException extends FileSystemException {

    private static final long serialVersionUID = 1;

    NotRegularFileException(String file) {
        super(file, null, "not a regular file");
    }
}
