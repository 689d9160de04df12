package dev.lmcp.tools.files;

import dev.lmcp.Registry;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.io.File;
import java.util.List;
import java.util.stream.Stream;

/** Tools for files in the directories that {@code lmcp.tools.files.directories} names. Without that key, no tools. */
public final class FileTools implements ToolProvider {

    private static final String DIRECTORIES = "directories";
    private static final String READ_ONLY = "read-only";
    private static final int DEFAULT_BYTES = 256 * 1024;
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Creates the provider. It does nothing until a server registers its tools. */
    public FileTools() {}

    @Override
    public String name() {
        return "files";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        int limit = (int) settings.number("max-result-size", DEFAULT_BYTES, 1024, MAX_BYTES);
        boolean isReadOnly = settings.flag(READ_ONLY, false);
        if (settings.origin(READ_ONLY).isPresent() && settings.text(READ_ONLY).isEmpty()) {
            settings.problem(
                    READ_ONLY,
                    "is set to nothing; expected 'true' or 'false': set one, or remove the key to allow writing");
        }
        List<String> named = settings.text(DIRECTORIES).stream()
                .flatMap(text -> Stream.of(text.split(File.pathSeparator)))
                .filter(text -> !text.isBlank())
                .toList();
        if (named.isEmpty()) {
            services.notice("tools files: no tools, because '" + settings.prefix() + DIRECTORIES
                    + "' is not set; to have tools, set it to the directories that callers may use");
            return;
        }
        Directories directories = Directories.open(named, problem -> settings.problem(DIRECTORIES, problem));
        if (directories.isEmpty()) {
            return;
        }
        registry.add(new ReadFile(directories, limit).tool());
        registry.add(new ListDir(directories, limit).tool());
        registry.add(new SearchFiles(directories, limit).tool());
        if (!isReadOnly) {
            registry.add(new WriteFile(directories).tool());
            registry.add(new EditFile(directories).tool());
        }
    }
}
