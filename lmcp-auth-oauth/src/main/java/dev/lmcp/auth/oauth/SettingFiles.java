package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Settings;
import dev.lmcp.text.NamedFile;
import dev.lmcp.text.TextFile;
import dev.lmcp.text.UnreadableFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files that settings name, and reports a problem if a file cannot be read. */
final class SettingFiles {

    private SettingFiles() {}

    /** Reads a text file in UTF-8. */
    static Optional<String> text(Settings settings, String key) {
        return read(settings, key, settings.file(key), TextFile::read);
    }

    /** Reads a text file in UTF-8 that contains a secret. */
    static Optional<String> secretText(Settings settings, String key) {
        return read(settings, key, settings.secretFile(key), TextFile::read);
    }

    /** Reads a file of any bytes that contains a secret. */
    static Optional<byte[]> secretBytes(Settings settings, String key, String expected) {
        return read(settings, key, settings.secretFile(key), file -> NamedFile.read(file, expected));
    }

    private static <T> Optional<T> read(Settings settings, String key, Optional<Path> named, Reader<T> reader) {
        return named.flatMap(file -> {
            try {
                return Optional.of(reader.read(file));
            } catch (UnreadableFileException unreadable) {
                settings.problem(key, "file '" + file + "' " + unreadable.getMessage());
                return Optional.empty();
            }
        });
    }

    @FunctionalInterface
    private interface Reader<T> {

        T read(Path file) throws UnreadableFileException;
    }
}
