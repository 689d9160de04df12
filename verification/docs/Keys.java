import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.config.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a server, with all plugins on the class path, from each configuration file of a folder, and prints what is
 * wrong with its keys: file, code and text, separated by tabs.
 */
final class Keys {

    private Keys() {}

    public static void main(String[] args) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : files.sorted().toList()) {
                problems(file).forEach(problem -> System.out.println(
                        file.getFileName() + "\t" + problem.code() + "\t" + problem.text().replaceAll("\\s+", " ")));
            }
        }
    }

    private static List<StartupException.Problem> problems(Path file) {
        Config config = Config.builder().set("lmcp.config-file", file.toString()).build();
        try (Lmcp lmcp = Lmcp.with(config).start()) {
            return lmcp.report().isEmpty() ? List.of(new StartupException.Problem("none", "no report")) : List.of();
        } catch (StartupException e) {
            return e.problems();
        }
    }
}
