package dev.lmcp.server.start;

import dev.lmcp.Registry;
import dev.lmcp.config.ConfigReader;
import dev.lmcp.server.Engine;
import dev.lmcp.server.LoggedEndpoint;
import dev.lmcp.server.base.CloseStack;
import dev.lmcp.spi.Services;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a server does for the development of tools: it takes over changed classes, and logs messages. Off without folders. */
final class Development {

    private final List<Path> folders;
    private Optional<ClassFolders> classes = Optional.empty();
    private Optional<ClassReload> reload = Optional.empty();

    Development(List<Path> folders, ReportNotes notes) {
        this.folders = List.copyOf(folders);
        if (!folders.isEmpty()) {
            notes.add("development: changed classes in "
                    + folders.stream().map(folder -> "'" + folder + "'").collect(Collectors.joining(", "))
                    + " are taken over, and messages are logged with their contents");
        }
    }

    /** Returns the class loader that finds plugins. */
    ClassLoader loader(ClassLoader usual) {
        if (folders.isEmpty()) {
            return usual;
        }
        ClassFolders found = new ClassFolders(folders, usual);
        classes = Optional.of(found);
        return found.newLoader();
    }

    /** Notes with what the plugins were registered. */
    void began(ConfigReader config, List<String> named, Services services, Registry registry, ReplacedItems items) {
        reload = classes.map(found -> new ClassReload(found, config, named, services, registry, items));
    }

    /** Returns the engine, which logs its messages. */
    Engine engine(Engine engine) {
        return folders.isEmpty()
                ? engine
                : new Engine(LoggedEndpoint.of(engine.endpoint()), engine.local(), engine.status(), engine.shutdown());
    }

    /** Begins to look for changes. */
    void start(CloseStack closeStack) {
        reload.ifPresent(watching -> {
            closeStack.add(watching);
            watching.start();
        });
    }
}
