package dev.lmcp.launcher;

import java.nio.file.Path;

/**
 * The options of the JVM for class archives.
 *
 * @param writing the option that writes one at the end of the process
 * @param using the option that uses one
 */
record ArchiveOption(String writing, String using) {

    /** The first version with the AOT cache of JEP 514 and JEP 515. */
    private static final int AOT_CACHE = 25;

    static ArchiveOption ofThisJvm() throws CommandLineException {
        return of(System.getProperty("java.vm.name", ""), Runtime.version().feature());
    }

    /** Returns the options of a JVM with this name and feature version. */
    static ArchiveOption of(String jvm, int feature) throws CommandLineException {
        if (jvm.contains("OpenJ9")) {
            throw new CommandLineException("--archive is set, and the JVM is '" + jvm
                    + "', which has no class archives of this kind; expected HotSpot, as in the builds of OpenJDK: use such"
                    + " a JVM, or remove --archive");
        }
        return feature >= AOT_CACHE
                ? new ArchiveOption("-XX:AOTCacheOutput=", "-XX:AOTCache=")
                : new ArchiveOption("-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=");
    }

    String toWrite(Path file) {
        return writing + file;
    }

    String toUse(Path file) {
        return using + file;
    }
}
