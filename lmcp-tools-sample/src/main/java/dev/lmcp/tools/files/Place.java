package dev.lmcp.tools.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something below a directory that callers may use, by a name without links.
 *
 * @param asked the path as the caller gave it
 * @param root the directory that callers may use
 * @param inside the way from there; empty for the directory itself
 */
record Place(String asked, Path root, Path inside) {

    boolean isRoot() {
        return inside.toString().isEmpty();
    }

    /** The last name of the way; not for a root. */
    Path name() {
        return inside.getFileName();
    }

    /** The names of the directories that lead to its parent. */
    List<Path> wayToParent() {
        List<Path> way = way();
        return way.subList(0, way.size() - 1);
    }

    /** All names that lead to it. */
    List<Path> way() {
        List<Path> names = new ArrayList<>();
        if (!isRoot()) {
            inside.forEach(names::add);
        }
        return names;
    }
}
