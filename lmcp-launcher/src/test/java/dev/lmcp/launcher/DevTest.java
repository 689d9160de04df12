package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.jsonrpc.RpcException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.core.TreeNode;
import tools.jackson.databind.JsonNode;

@Isolated("the log of the whole process is read")
class DevTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger("dev.lmcp.dev");

    @TempDir
    Path folder;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    /** Compiles a provider whose register method has this body. */
    private void compile(String register) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("dev.lmcp.spi.ToolProvider"), "Edited\n");
        Path source = folder.resolve("Edited.java");
        Files.writeString(source, """
                import dev.lmcp.*;
                import dev.lmcp.spi.*;
                public final class Edited implements ToolProvider {
                    @Override public String name() { return "edited"; }
                    @Override public void register(Registry registry, Settings settings, Services services) {
                        %s
                    }
                }
                """.formatted(register));
        String classPath = Stream.of(Lmcp.class, JsonNode.class, TreeNode.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-cp", classPath, "-d", classes.toString(), source.toString());
        assertThat(status).isZero();
    }

    private void offer(String tool, String answer) throws IOException {
        compile("registry.add(Tool.named(\"" + tool
                + "\").description(\"Says\").handle((in, call) -> ToolResult.text(\"" + answer + "\")));");
    }

    private Lmcp start() {
        return Lmcp.with(Config.builder().set("lmcp.auth", "none").build())
                .dev(List.of(folder.resolve("classes")))
                .start();
    }

    private static String call(Lmcp lmcp, String tool) {
        try {
            return lmcp.local()
                    .callTool(tool, Map.of())
                    .path("content")
                    .path(0)
                    .path("text")
                    .stringValue("");
        } catch (RpcException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time to wait").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void takesOverChangedClasses() throws IOException {
        offer("say", "one");
        try (Lmcp lmcp = start()) {
            assertThat(call(lmcp, "say")).isEqualTo("one");
            assertThat(lmcp.report())
                    .contains(
                            "note development: changed classes in '" + folder.resolve("classes") + "' are taken over");

            offer("say", "another");

            await(() -> call(lmcp, "say").equals("another"));
            await(() -> logged.stream().anyMatch(line -> line.endsWith(" ms; tools: say")));
        }
    }

    @Test
    void replacesAToolThatWasRenamed() throws IOException {
        offer("say", "one");
        try (Lmcp lmcp = start()) {
            offer("tell", "two");

            await(() -> call(lmcp, "tell").equals("two"));
            assertThat(call(lmcp, "say")).isEqualTo("Unknown tool: 'say'");
        }
    }

    @Test
    void waitsForABuildThatDeletesFirst() throws IOException {
        offer("say", "one");
        try (Lmcp lmcp = start()) {
            Files.delete(folder.resolve("classes/Edited.class"));
            assertThat(call(lmcp, "say")).isEqualTo("one");

            offer("say", "two");

            await(() -> call(lmcp, "say").equals("two"));
            assertThat(logged).noneMatch(line -> line.startsWith("changed classes cannot be used"));
        }
    }

    @Test
    void keepsWhatWorksIfTheNewClassesDoNot() throws IOException {
        offer("say", "one");
        try (Lmcp lmcp = start()) {
            compile("throw new IllegalStateException(\"no database\");");

            await(() -> logged.stream().anyMatch(line -> line.startsWith("changed classes cannot be used:")));
            assertThat(call(lmcp, "say")).isEqualTo("one");
            assertThat(logged)
                    .anySatisfy(line -> assertThat(line)
                            .contains("no database")
                            .endsWith("; expected tool plugins that register: correct them and compile again"));

            offer("say", "two");
            await(() -> call(lmcp, "say").equals("two"));
        }
    }
}
