package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A part of the page that can be measured alone. */
enum Part {
    CALLS,
    START,
    HOLDING,
    MICRO;

    static Part named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Keeps what was measured, for this run and for later ones. */
    void write(Path folder, Results results) throws IOException {
        Files.writeString(page(folder), results.toString());
        Files.writeString(figures(folder), results.figures());
    }

    boolean wasMeasured(Path folder) {
        return Files.exists(figures(folder));
    }

    String readPage(Path folder) throws IOException {
        return Files.readString(page(folder));
    }

    String readFigures(Path folder) throws IOException {
        return Files.readString(figures(folder));
    }

    private Path page(Path folder) {
        return folder.resolve(word() + ".md");
    }

    private Path figures(Path folder) {
        return folder.resolve(word() + ".tsv");
    }
}
