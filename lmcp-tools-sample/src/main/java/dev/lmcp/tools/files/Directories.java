package dev.lmcp.tools.files;

import dev.lmcp.ToolException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The directories that callers may use. Resolves the callers' paths in them.
 *
 * <p>A resolved path has no links and no {@code ..}. It is not yet safe to open, because another program may change the
 * directory. {@link Folder} opens it without following any link.
 */
final class Directories {

    private final List<Root> roots;

    /**
     * A directory that callers may use.
     *
     * @param named the path as the operator wrote it, made absolute
     * @param real the path with all links resolved
     */
    private record Root(Path named, Path real) {}

    private Directories(List<Root> roots) {
        this.roots = List.copyOf(roots);
    }

    /** Checks the directories. Reports each one that cannot be used, and leaves it out. */
    static Directories open(List<String> names, Consumer<String> problems) {
        List<Root> roots = new ArrayList<>();
        for (String name : names) {
            try {
                Path named = Path.of(name).toAbsolutePath().normalize();
                Path real = named.toRealPath();
                try (DirectoryStream<Path> opened = Files.newDirectoryStream(real)) {
                    if (opened instanceof SecureDirectoryStream<?>) {
                        roots.add(new Root(named, real));
                    } else {
                        problems.accept("'" + name + "' is on a file system without protection against links; expected"
                                + " a file system with secure directory streams, as on Linux");
                    }
                }
            } catch (IOException | InvalidPathException e) {
                problems.accept(
                        "'" + name + "' cannot be used as a directory; expected a directory that exists and that"
                                + " the server can read: create it, or correct its name or its permissions");
            }
        }
        return new Directories(roots);
    }

    boolean isEmpty() {
        return roots.isEmpty();
    }

    /** Returns a text for the model that names the directories. Relative paths begin in the first one. */
    String describe() {
        String first = "Relative paths begin in " + roots.get(0).named() + ".";
        return roots.size() == 1
                ? first
                : first + " Absolute paths may also begin with "
                        + roots.stream()
                                .skip(1)
                                .map(root -> root.named().toString())
                                .collect(Collectors.joining(" or "))
                        + ".";
    }

    /**
     * Resolves the path of an existing entry, and follows its links.
     *
     * @throws ToolException if the path leads out of the directories or cannot be followed
     */
    ResolvedPath existing(String path) {
        Request request = request(path);
        try {
            return place(request, request.path().toRealPath());
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    /** Resolves a path whose last name may not exist yet, and follows its links. */
    ResolvedPath possible(String path) {
        Request request = request(path);
        Path parent = request.path().getParent();
        if (parent == null || request.path().equals(request.root().real())) {
            throw new ToolException(FileErrors.quoted(path) + " is a directory; expected the path of a file");
        }
        try {
            return Files.exists(request.path())
                    ? place(request, request.path().toRealPath())
                    : place(request, parent.toRealPath().resolve(request.path().getFileName()));
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    private record Request(String asked, Root root, Path path) {}

    private Request request(String asked) {
        Path path;
        try {
            path = Path.of(asked);
        } catch (InvalidPathException e) {
            throw new ToolException("the path cannot be the name of a file; expected a path without NUL and other"
                    + " characters that file names cannot have");
        }
        for (Path name : path) {
            if (name.toString().equals("..")) {
                throw new ToolException(FileErrors.quoted(asked) + " contains '..'; expected a path without '..'");
            }
        }
        if (!path.isAbsolute()) {
            Root first = roots.get(0);
            return new Request(asked, first, first.real().resolve(path).normalize());
        }
        Path normalized = path.normalize();
        for (Root root : roots) {
            for (Path begin : List.of(root.named(), root.real())) {
                if (normalized.startsWith(begin)) {
                    return new Request(asked, root, root.real().resolve(begin.relativize(normalized)));
                }
            }
        }
        throw outside(asked);
    }

    /** Finds the directory that contains the path. A link may lead from one directory to another. */
    private ResolvedPath place(Request request, Path real) {
        for (Root root : roots) {
            if (real.startsWith(root.real())) {
                return new ResolvedPath(
                        request.asked(), root.real(), root.real().relativize(real));
            }
        }
        throw outside(request.asked());
    }

    private static ToolException outside(String asked) {
        return new ToolException(
                FileErrors.quoted(asked) + " is outside of the directories that this tool may use; expected a path"
                        + " within them after all links are followed");
    }
}
