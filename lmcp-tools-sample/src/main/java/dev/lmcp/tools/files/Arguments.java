package dev.lmcp.tools.files;

import dev.lmcp.Fields;
import dev.lmcp.TextField;

/** Arguments that several of the tools take. */
final class Arguments {

    /** Longer than any path that the systems allow. */
    private static final int LONGEST_PATH = 4096;

    private Arguments() {}

    static TextField path(Fields fields) {
        return fields.string("path").describe("Path of the file").length(1, LONGEST_PATH);
    }

    static TextField directory(Fields fields) {
        return fields.string("path").describe("Path of the directory").length(1, LONGEST_PATH);
    }
}
