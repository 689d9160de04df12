package dev.lmcp.tools.shell;

import dev.lmcp.Registry;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code shell} and {@code shell_bg}, which run any command there is: in use only where {@code lmcp.tools} names it. */
public final class ShellTools implements ToolProvider {

    private static final Path PROGRAM = Path.of("/bin/sh");

    /** What commands need of the server's environment, and nothing that may be a secret. */
    private static final List<String> VARIABLES =
            List.of("PATH", "HOME", "USER", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

    /** Creates the provider, which does nothing until a server asks for its tools. */
    public ShellTools() {}

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public boolean isOptIn() {
        return true;
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        Optional<Path> directory = directory(settings);
        List<String> variables = settings.list("environment-variables");
        int output = (int) settings.number("max-output-size", 64 * 1024, 1024, 16 * 1024 * 1024);
        Duration longest =
                settings.duration("max-timeout", Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1));
        int background = (int) settings.number("max-background-commands", 16, 0, 10_000);
        if (!Files.isExecutable(PROGRAM)) {
            services.notice("tools shell: no tools, since there is no " + PROGRAM + " here");
            return;
        }
        services.notice("WARNING: tools shell lets callers with the scope system.shell run any command, with the rights"
                + " of this process");
        Commands commands = new Commands(PROGRAM, directory, variables.isEmpty() ? VARIABLES : variables);
        registry.add(new Shell(commands, services, output, (int) longest.toSeconds()).tool());
        if (background > 0) {
            registry.add(new ShellBackground(commands, background).tool());
        }
    }

    private static Optional<Path> directory(Settings settings) {
        Optional<String> text = settings.text("working-directory");
        try {
            Optional<Path> path = text.map(Path::of).filter(Files::isDirectory);
            if (text.isPresent() && path.isEmpty()) {
                settings.problem("working-directory", "is '" + text.get() + "'; expected a directory that exists");
            }
            return path;
        } catch (InvalidPathException e) {
            settings.problem("working-directory", "is no path; expected a directory that exists");
            return Optional.empty();
        }
    }
}
