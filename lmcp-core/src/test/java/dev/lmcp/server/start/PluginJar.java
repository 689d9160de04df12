package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.Lmcp;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Compiles small plugins and packs them into jars, like the build of a plugin author. */
final class PluginJar {

    private final String name;
    private final Manifest manifest = new Manifest();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();

    private PluginJar(String name) {
        this.name = name;
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    static PluginJar named(String name) {
        return new PluginJar(name);
    }

    /** An auth plugin whose {@code create} has this body; it sees {@code settings} and {@code services}. */
    static PluginJar auth(String plugin, String create) {
        return named("auth-" + plugin + ".jar")
                .provider("AuthProvider", className(plugin, "Auth"), """
                public String name() { return "%s"; }
                public Authenticator create(Settings settings, Services services) { %s }
                """.formatted(plugin, create));
    }

    /** A tool plugin whose {@code register} has this body. */
    static PluginJar tools(String plugin, String register) {
        return named("tools-" + plugin + ".jar")
                .provider("ToolProvider", className(plugin, "Tools"), """
                public String name() { return "%s"; }
                public void register(Registry registry, Settings settings, Services services) { %s }
                """.formatted(plugin, register));
    }

    /** Returns a statement that registers a tool with this name. */
    static String tool(String name) {
        return "registry.add(Tool.named(\"" + name + "\").description(\"d\")"
                + ".handle((in, call) -> ToolResult.text(\"" + name + "\")));";
    }

    /** Adds a provider with this body, in its own package. */
    PluginJar provider(String kind, String className, String body) {
        return provider("public ", kind, className, body);
    }

    /** Names a provider with this modifier and body. */
    PluginJar provider(String modifier, String kind, String className, String body) {
        sources.put("p/" + className + ".java", """
                package p;
                import dev.lmcp.*;
                import dev.lmcp.spi.*;
                %sclass %s implements %s { %s }
                """.formatted(modifier, className, kind, body));
        return service(kind, "p." + className);
    }

    PluginJar service(String kind, String provider) {
        services.merge("META-INF/services/dev.lmcp.spi." + kind, provider + "\n", String::concat);
        return this;
    }

    PluginJar manifest(String field, String value) {
        manifest.getMainAttributes().putValue(field, value);
        return this;
    }

    Path in(Path directory) throws IOException {
        Path work = Files.createDirectories(directory.resolve("work-" + name));
        compile(work);
        Path jar = directory.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> classes = Files.walk(work.resolve("classes"))) {
            for (Path path : classes.filter(Files::isRegularFile).toList()) {
                String entry =
                        work.resolve("classes").relativize(path).toString().replace('\\', '/');
                put(out, entry, Files.readAllBytes(path));
            }
            for (Map.Entry<String, String> service : services.entrySet()) {
                put(out, service.getKey(), service.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private void compile(Path work) throws IOException {
        Files.createDirectories(work.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "--release", "17", "-d", work.resolve("classes").toString(), "-classpath", classPath()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        if (!sources.isEmpty()) {
            StringWriter said = new StringWriter();
            ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
            int result = javac.run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));
            assertThat(result).as(said::toString).isZero();
        }
    }

    private static String classPath() {
        return String.join(
                System.getProperty("path.separator"),
                location(Lmcp.class),
                location(tools.jackson.databind.JsonNode.class));
    }

    private static String location(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static void put(JarOutputStream out, String entry, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(entry));
        out.write(content);
        out.closeEntry();
    }

    private static String className(String plugin, String suffix) {
        return plugin.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + plugin.substring(1) + suffix;
    }
}
