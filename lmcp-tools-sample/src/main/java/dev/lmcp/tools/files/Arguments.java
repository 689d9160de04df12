package dev.lmcp.tools.files;

import dev.lmcp.Fields;
import dev.lmcp.TextField;

/** Arguments that several tools have. */
final class Arguments {

    /** At least the maximum length of a path on every system. */
    private static final int MAX_PATH_LENGTH = 4096;

    private Arguments() {}

    static TextField<String> path(Fields fields) {
        return fields.string("path").description("Path of the file").length(1, MAX_PATH_LENGTH);
    }

    static TextField<String> directory(Fields fields) {
        return fields.string("path").description("Path of the directory").length(1, MAX_PATH_LENGTH);
    }
}
