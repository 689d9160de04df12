package dev.lmcp.tools.files;

import dev.lmcp.Call;
import dev.lmcp.text.SafeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One search through a directory and those below it, bounded in depth, entries and time. */
final class Walk {

    private static final int DEEPEST = 64;
    private static final int MAX_ENTRIES = 200_000;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int MAX_FILE_BYTES = 4 * 1024 * 1024;
    private static final int MAX_LINE_LENGTH = 200;

    private final SearchFiles.Wanted wanted;
    private final Findings findings;
    private final Call call;
    private final long start = System.nanoTime();
    private int entries;

    Walk(SearchFiles.Wanted wanted, Findings findings, Call call) {
        this.wanted = wanted;
        this.findings = findings;
        this.call = call;
    }

    void through(Folder folder) throws IOException {
        through(folder, "", 0);
    }

    private void through(Folder folder, String above, int depth) throws IOException {
        for (Path name : sorted(folder)) {
            endInTime();
            if (findings.isOver()) {
                return;
            }
            try {
                look(folder, name, above, depth);
            } catch (IOException e) {
                findings.skip();
            }
        }
        if (entries >= MAX_ENTRIES) {
            findings.stop(MAX_ENTRIES + " entries looked at");
        }
    }

    private List<Path> sorted(Folder folder) throws IOException {
        List<Path> names = new ArrayList<>();
        folder.names(name -> {
            names.add(name);
            return ++entries < MAX_ENTRIES;
        });
        names.sort(Comparator.naturalOrder());
        return names;
    }

    private void endInTime() {
        if (call.isCancelled()) {
            findings.stop("the call was cancelled");
        }
        if (System.nanoTime() - start > MAX_NANOS) {
            findings.stop(TimeUnit.NANOSECONDS.toSeconds(MAX_NANOS) + " s are over");
        }
    }

    private void look(Folder folder, Path name, String above, int depth) throws IOException {
        BasicFileAttributes found = folder.attributes(name);
        String path = above + name;
        if (found.isDirectory()) {
            if (depth == DEEPEST) {
                findings.skip();
                return;
            }
            try (Folder below = folder.child(name)) {
                through(below, path + "/", depth + 1);
            }
        } else if (found.isRegularFile() && wanted.name().matches(name.toString())) {
            if (wanted.text().isEmpty()) {
                findings.add(SafeText.escaped(path));
            } else {
                searchLines(folder, name, path, wanted.text().get());
            }
        }
    }

    private void searchLines(Folder folder, Path name, String path, String text) throws IOException {
        ByteBuffer bytes;
        try (SeekableByteChannel channel = folder.read(name)) {
            if (channel.size() > MAX_FILE_BYTES) {
                findings.skip();
                return;
            }
            bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // on to the end
            }
        }
        int number = 0;
        for (Iterator<String> lines =
                        Utf8.text(bytes.flip()).stream().flatMap(String::lines).iterator();
                lines.hasNext() && !findings.isOver(); ) {
            String line = lines.next();
            number++;
            if (line.contains(text)) {
                findings.add(SafeText.escaped(path) + ":" + number + ": " + cut(line));
            }
        }
    }

    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= MAX_LINE_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LINE_LENGTH)) + "…";
    }
}
