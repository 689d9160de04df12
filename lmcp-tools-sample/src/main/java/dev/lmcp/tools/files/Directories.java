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
 * The directories that callers may use, and where a caller's path leads within them.
 *
 * <p>What is found here is a name without links and without {@code ..}; it is not yet safe to open, since others may
 * change the directory meanwhile. {@link Folder} opens it through no link at all.
 */
final class Directories {

    private final List<Root> roots;

    /**
     * A directory that callers may use.
     *
     * @param named as the operator wrote it, made absolute
     * @param real where it really is
     */
    private record Root(Path named, Path real) {}

    private Directories(List<Root> roots) {
        this.roots = List.copyOf(roots);
    }

    /** Looks at the directories; those that cannot be used are told, and left out. */
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
                        problems.accept("'" + name + "' is on a file system where links cannot be kept out; expected"
                                + " one with secure directory streams, as on Linux");
                    }
                }
            } catch (IOException | InvalidPathException e) {
                problems.accept("'" + name + "' cannot be used as a directory; expected one that exists and that the"
                        + " server may read: create it, or correct its name or its rights");
            }
        }
        return new Directories(roots);
    }

    boolean isEmpty() {
        return roots.isEmpty();
    }

    /** The directories, for the model: the first one is where relative paths begin. */
    String describe() {
        String first = "Relative paths begin in " + roots.get(0).named() + ".";
        return roots.size() == 1
                ? first
                : first + " Absolute ones may also begin with "
                        + roots.stream()
                                .skip(1)
                                .map(root -> root.named().toString())
                                .collect(Collectors.joining(" or "))
                        + ".";
    }

    /**
     * Where a path leads that exists, its links followed.
     *
     * @throws ToolException where it leads out of the directories or cannot be followed
     */
    Place existing(String path) {
        Request request = request(path);
        try {
            return place(request, request.path().toRealPath());
        } catch (IOException e) {
            throw Trouble.with(path, e);
        }
    }

    /** Where a path leads that may not exist yet, the links of its parent followed, and its own where it has some. */
    Place possible(String path) {
        Request request = request(path);
        Path parent = request.path().getParent();
        if (parent == null || request.path().equals(request.root().real())) {
            throw new ToolException(Trouble.quoted(path) + " is a directory; expected the path of a file");
        }
        try {
            return Files.exists(request.path())
                    ? place(request, request.path().toRealPath())
                    : place(request, parent.toRealPath().resolve(request.path().getFileName()));
        } catch (IOException e) {
            throw Trouble.with(path, e);
        }
    }

    private record Request(String asked, Root root, Path path) {}

    private Request request(String asked) {
        Path path;
        try {
            path = Path.of(asked);
        } catch (InvalidPathException e) {
            throw new ToolException("the path cannot be the name of a file here; expected one without NUL and other"
                    + " characters that file names do not have");
        }
        for (Path name : path) {
            if (name.toString().equals("..")) {
                throw new ToolException(Trouble.quoted(asked) + " has a '..'; expected a path without one");
            }
        }
        if (!path.isAbsolute()) {
            Root first = roots.get(0);
            return new Request(asked, first, first.real().resolve(path).normalize());
        }
        Path wanted = path.normalize();
        for (Root root : roots) {
            for (Path begin : List.of(root.named(), root.real())) {
                if (wanted.startsWith(begin)) {
                    return new Request(asked, root, root.real().resolve(begin.relativize(wanted)));
                }
            }
        }
        throw outside(asked);
    }

    /** A link may lead from one of the directories to another. */
    private Place place(Request request, Path real) {
        for (Root root : roots) {
            if (real.startsWith(root.real())) {
                return new Place(request.asked(), root.real(), root.real().relativize(real));
            }
        }
        throw outside(request.asked());
    }

    private static ToolException outside(String asked) {
        return new ToolException(
                Trouble.quoted(asked) + " is outside of the directories that this tool may use; expected a path"
                        + " within them, also behind links");
    }
}
