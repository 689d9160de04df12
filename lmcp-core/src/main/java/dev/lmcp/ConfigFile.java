package dev.lmcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Reads the files among the sources and notes what is wrong with them. */
final class ConfigFile {

    private final List<StartupException.Problem> problems;

    ConfigFile(List<StartupException.Problem> problems) {
        this.problems = problems;
    }

    /** Reads the properties file that {@code lmcp.config} names. */
    ConfigLayer read(Config.Entry named) {
        ConfigLayer.Keyed layer = new ConfigLayer.Keyed(Config.Source.FILE);
        content(named, "LMCP-104")
                .ifPresent(text -> parse(new StringReader(text), layer, "file '" + named.value() + "'"));
        return layer;
    }

    /** Reads {@code lmcp.properties}, where the class path has one. */
    Optional<ConfigLayer> readFromClassPath(ClassLoader loader) {
        URL url = loader.getResource(ConfigBuilder.RESOURCE);
        if (url == null) {
            return Optional.empty();
        }
        ConfigLayer.Keyed layer = new ConfigLayer.Keyed(Config.Source.FILE);
        String origin = ConfigBuilder.RESOURCE + " on the class path";
        try (Reader reader = new InputStreamReader(open(url), StandardCharsets.UTF_8.newDecoder())) {
            parse(reader, layer, origin);
        } catch (IOException e) {
            unreadable("LMCP-104", origin, e);
        }
        return Optional.of(layer);
    }

    /** Reads the token from a file of the first lmcp; its other lines are not this server's. */
    ConfigLayer readToken(Config.Entry named) {
        ConfigLayer.Keyed layer = new ConfigLayer.Keyed(Config.Source.FILE);
        String file = "file '" + named.value() + "' (" + named.origin() + ")";
        content(named, "LMCP-105")
                .ifPresent(text -> FirstConf.token(text)
                        .ifPresentOrElse(
                                token -> layer.set(
                                        FirstNames.TOKEN, token, FirstConf.TOKEN + " in '" + named.value() + "'"),
                                () -> problem(
                                        "LMCP-105", file + " holds no token; expected a line '.godparticle = TOKEN'")));
        return layer;
    }

    private Optional<String> content(Config.Entry named, String code) {
        String file = "file '" + named.value() + "' (" + named.origin() + ")";
        try {
            byte[] bytes = Files.readAllBytes(Path.of(named.value()));
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IOException | InvalidPathException e) {
            unreadable(code, file, e);
            return Optional.empty();
        }
    }

    /** Without the cache, which would keep the jar open after the server has stopped. */
    private static InputStream open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    private void parse(Reader reader, ConfigLayer.Keyed layer, String origin) {
        Strict properties = new Strict();
        try {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            unreadable("LMCP-104", origin, e);
        }
        for (String key : properties.twice) {
            problem("LMCP-107", "key '" + key + "' is set twice (" + origin + "); expected one line: remove the other");
        }
        for (String key : properties.stringPropertyNames()) {
            layer.set(key, properties.getProperty(key, ""), origin);
        }
    }

    private void unreadable(String code, String file, Exception cause) {
        String found = cause instanceof CharacterCodingException
                ? "is not UTF-8"
                : cause instanceof IllegalArgumentException && !(cause instanceof InvalidPathException)
                        ? "has a faulty \\u escape"
                        : "cannot be read";
        problem(
                code,
                file + " " + found
                        + "; expected a readable text file in UTF-8: correct the path, the file's rights or its content");
    }

    private void problem(String code, String text) {
        problems.add(new StartupException.Problem(code, text));
    }

    /** Properties that notice a key's second line. */
    private static final class Strict extends Properties {

        private static final long serialVersionUID = 1L;

        private final transient Set<String> twice = new LinkedHashSet<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                twice.add(String.valueOf(key));
            }
            return super.put(key, value);
        }
    }
}
