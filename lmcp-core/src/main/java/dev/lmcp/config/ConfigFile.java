package dev.lmcp.config;

import dev.lmcp.text.NamedFile;
import dev.lmcp.text.PropertiesText;
import dev.lmcp.text.TextFile;
import dev.lmcp.text.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the configuration file and notes what is wrong with it. */
final class ConfigFile {

    private final List<StartupException.Problem> problems;

    ConfigFile(List<StartupException.Problem> problems) {
        this.problems = problems;
    }

    /** Reads the properties file that {@code lmcp.config-file} names. */
    ConfigLayer read(Config.Entry named) {
        String file = "file '" + named.value() + "'";
        try {
            Path path = Path.of(named.value());
            ConfigLayer.Keyed layer = new ConfigLayer.Keyed(Config.Source.FILE, Optional.of(path));
            addLines(layer, TextFile.read(path), file);
            return layer;
        } catch (UnreadableFileException e) {
            problem("LMCP-104", file + " (" + named.origin() + ") " + e.getMessage());
        } catch (InvalidPathException e) {
            problem("LMCP-104", file + " (" + named.origin() + ") is no path; expected the path of a properties file");
        }
        return new ConfigLayer.Keyed(Config.Source.FILE);
    }

    /** Reads {@code lmcp.properties}, if the class path has one. */
    Optional<ConfigLayer> readFromClassPath(ClassLoader loader) {
        URL url = loader.getResource(ConfigBuilder.RESOURCE);
        if (url == null) {
            return Optional.empty();
        }
        String file = ConfigBuilder.RESOURCE + " on the class path";
        ConfigLayer.Keyed layer = new ConfigLayer.Keyed(Config.Source.FILE, path(url));
        try (InputStream in = open(url)) {
            addLines(layer, TextFile.read(in), file);
        } catch (UnreadableFileException e) {
            problem("LMCP-104", file + " " + e.getMessage());
        } catch (IOException e) {
            problem("LMCP-104", file + " cannot be opened; expected a readable file in a directory or jar: repair it");
        }
        return Optional.of(layer);
    }

    /** Returns the file, unless it is in a jar or in a private folder, as the one to which a web archive is unpacked. */
    private static Optional<Path> path(URL url) {
        try {
            return Optional.of(url.toURI())
                    .filter(uri -> uri.getScheme().equals("file"))
                    .map(Path::of)
                    .filter(file -> !NamedFile.isInPrivateFolder(file));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without the cache, which would keep the jar open after the server has stopped. */
    private static InputStream open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    private void addLines(ConfigLayer.Keyed layer, String text, String file) throws UnreadableFileException {
        PropertiesText lines = PropertiesText.parse(text);
        for (String key : lines.repeated()) {
            problem("LMCP-107", "key '" + key + "' is set twice (" + file + "); expected one line: remove the other");
        }
        lines.values().forEach((key, value) -> layer.set(key, value, file));
    }

    private void problem(String code, String text) {
        problems.add(new StartupException.Problem(code, text));
    }
}
