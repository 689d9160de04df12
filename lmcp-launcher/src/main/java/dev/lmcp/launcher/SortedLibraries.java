package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.webresources.StandardRoot;

/**
 * The resources of an application that is unpacked in a folder, with its jars in the order of their names.
 *
 * <p>Tomcat itself takes them in the order of the file system, which differs from machine to machine.
 */
final class SortedLibraries extends StandardRoot {

    SortedLibraries(Context context) {
        super(context);
    }

    @Override
    protected void processWebInfLib() throws LifecycleException {
        String folder = getContext().getDocBase();
        if (folder == null) {
            // an application in code has no files
            return;
        }
        try {
            for (Path jar : Jars.in(Path.of(folder, "WEB-INF", "lib"), "")) {
                createWebResourceSet(
                        ResourceSetType.CLASSES_JAR,
                        "/WEB-INF/classes",
                        jar.toUri().toURL(),
                        "/");
            }
        } catch (IOException e) {
            throw new LifecycleException(e);
        }
    }
}
