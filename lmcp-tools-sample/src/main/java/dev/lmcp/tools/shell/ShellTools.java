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

/** The tools {@code shell} and {@code shell_bg}, which run any command. In use only if {@code lmcp.tools} names them. */
public final class ShellTools implements ToolProvider {

    private static final Path PROGRAM = Path.of("/bin/sh");

    /** The environment variables that commands get by default. None of them is a secret. */
    private static final List<String> VARIABLES =
            List.of("PATH", "HOME", "USER", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

    /** Creates the provider. It does nothing until a server registers its tools. */
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
        int maxOutputBytes = (int) settings.number("max-output-size", 64 * 1024, 1024, 16 * 1024 * 1024);
        Duration maxTimeout =
                settings.duration("max-timeout", Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1));
        int maxBackground = (int) settings.number("max-background-commands", 16, 0, 10_000);
        if (!Files.isExecutable(PROGRAM)) {
            services.notice("tools shell: no tools, because there is no " + PROGRAM + " on this machine");
            return;
        }
        services.notice("WARNING: tools shell lets callers with the scope system.shell run any command, with the"
                + " permissions of this process");
        Commands commands = new Commands(PROGRAM, directory, variables.isEmpty() ? VARIABLES : variables);
        registry.add(new Shell(commands, services, maxOutputBytes, (int) maxTimeout.toSeconds()).tool());
        if (maxBackground > 0) {
            registry.add(new ShellBackground(commands, maxBackground).tool());
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
            settings.problem("working-directory", "is not a path; expected a directory that exists");
            return Optional.empty();
        }
    }
}
