package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;

/**
 * Which file a web archive was when its class archive was written.
 *
 * @param war the absolute path
 * @param size in bytes
 * @param modified in milliseconds since 1970
 */
record WarStamp(Path war, long size, long modified) {

    private static final String WAR = "Lmcp-War";
    private static final String SIZE = "Lmcp-War-Size";
    private static final String MODIFIED = "Lmcp-War-Modified";

    static WarStamp of(Path war) throws IOException {
        Path file = war.toAbsolutePath().normalize();
        return new WarStamp(
                file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }

    void write(Attributes attributes) {
        attributes.putValue(WAR, war.toString());
        attributes.putValue(SIZE, String.valueOf(size));
        attributes.putValue(MODIFIED, String.valueOf(modified));
    }

    static WarStamp read(Attributes attributes) {
        return new WarStamp(
                Path.of(attributes.getValue(WAR)),
                Long.parseLong(attributes.getValue(SIZE)),
                Long.parseLong(attributes.getValue(MODIFIED)));
    }

    boolean isThere() {
        return Files.isRegularFile(war);
    }

    /** Returns whether the file is still the same. */
    boolean isCurrent() throws IOException {
        // not by equals of a record, which the JVM makes anew at each start
        WarStamp now = of(war);
        return now.war.equals(war) && now.size == size && now.modified == modified;
    }
}
