package dev.lmcp.tools.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A path in a directory that callers may use, without links.
 *
 * @param asked the path as the caller wrote it
 * @param root the directory that callers may use
 * @param inside the path relative to that directory; empty for the directory itself
 */
record ResolvedPath(String asked, Path root, Path inside) {

    boolean isRoot() {
        return inside.toString().isEmpty();
    }

    /** Returns the last name of the path, which must not be a root. */
    Path name() {
        return inside.getFileName();
    }

    /** Returns the names of the relative path, without the last one. */
    List<Path> parentNames() {
        List<Path> names = names();
        return names.subList(0, names.size() - 1);
    }

    /** Returns all names of the relative path. */
    List<Path> names() {
        List<Path> names = new ArrayList<>();
        if (!isRoot()) {
            inside.forEach(names::add);
        }
        return names;
    }
}
