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

/** One search through a directory and its subdirectories. The depth, the number of entries and the time are limited. */
final class DirectorySearch {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_ENTRIES = 200_000;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int MAX_FILE_BYTES = 4 * 1024 * 1024;
    private static final int MAX_LINE_LENGTH = 200;

    private final SearchFiles.Query query;
    private final SearchResults results;
    private final Call call;
    private final long start = System.nanoTime();
    private int entries;

    DirectorySearch(SearchFiles.Query query, SearchResults results, Call call) {
        this.query = query;
        this.results = results;
        this.call = call;
    }

    void search(Folder folder) throws IOException {
        search(folder, "", 0);
    }

    private void search(Folder folder, String parent, int depth) throws IOException {
        for (Path name : sorted(folder)) {
            stopIfOverdue();
            if (results.isEnded()) {
                return;
            }
            try {
                searchEntry(folder, name, parent, depth);
            } catch (IOException e) {
                results.skip();
            }
        }
        if (entries >= MAX_ENTRIES) {
            results.stop(MAX_ENTRIES + " entries were searched");
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

    private void stopIfOverdue() {
        if (call.isCancelled()) {
            results.stop("the call was cancelled");
        }
        if (System.nanoTime() - start > MAX_NANOS) {
            results.stop(TimeUnit.NANOSECONDS.toSeconds(MAX_NANOS) + " s have passed");
        }
    }

    private void searchEntry(Folder folder, Path name, String parent, int depth) throws IOException {
        BasicFileAttributes found = folder.attributes(name);
        String path = parent + name;
        if (found.isDirectory()) {
            if (depth == MAX_DEPTH) {
                results.skip();
                return;
            }
            try (Folder child = folder.child(name)) {
                search(child, path + "/", depth + 1);
            }
        } else if (found.isRegularFile() && query.name().matches(name.toString())) {
            if (query.text().isEmpty()) {
                results.add(SafeText.escaped(path));
            } else {
                searchLines(folder, name, path, query.text().get());
            }
        }
    }

    private void searchLines(Folder folder, Path name, String path, String text) throws IOException {
        ByteBuffer bytes;
        try (SeekableByteChannel channel = folder.read(name)) {
            if (channel.size() > MAX_FILE_BYTES) {
                results.skip();
                return;
            }
            bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // reads to the end
            }
        }
        int number = 0;
        for (Iterator<String> lines =
                        Utf8.text(bytes.flip()).stream().flatMap(String::lines).iterator();
                lines.hasNext() && !results.isEnded(); ) {
            String line = lines.next();
            number++;
            if (line.contains(text)) {
                results.add(SafeText.escaped(path) + ":" + number + ": " + cut(line));
            }
        }
    }

    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= MAX_LINE_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LINE_LENGTH)) + "…";
    }
}
