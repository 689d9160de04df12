package dev.lmcp.verification.records;

import dev.lmcp.Tool;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The registration of a thousand tools in a new process, each with records of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RegistrationBench {

    private static final int TOOLS = 1000;

    private final List<Class<?>> inputs = new ArrayList<>();
    private final List<Class<?>> outputs = new ArrayList<>();

    /** Compiles and loads the records; nothing reads them before the measurement. */
    @Setup(Level.Trial)
    public void compile() throws IOException, ReflectiveOperationException {
        Path folder = Files.createTempDirectory("records");
        Path source = folder.resolve("Made.java");
        StringBuilder text = new StringBuilder("import dev.lmcp.annotation.*; import java.util.*; public class Made {\n"
                + "public enum Priority { LOW, NORMAL, URGENT }\n");
        for (int i = 0; i < TOOLS; i++) {
            text.append(("""
                    public record Item#(@Size(min = 1, max = 40) String article, @Min(1) @Max(100) int quantity) {}
                    public record Order#(@Description("Who orders") String customer,
                        @Description("How urgent it is") @Default("NORMAL") Priority priority,
                        @Size(min = 1, max = 20) List<Item#> items, Optional<String> note) {}
                    public record Ticket#(String id, int pieces, Optional<String> note) {}
                    """).replace("#", String.valueOf(i)));
        }
        Files.writeString(source, text.append("}\n"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-nowarn", "-proc:none", "-d", folder.toString(), "-cp",
                        System.getProperty("java.class.path"), source.toString());
        if (result != 0) {
            throw new IllegalStateException("the compiler ended with " + result + "; expected 0");
        }
        ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        for (int i = 0; i < TOOLS; i++) {
            inputs.add(loader.loadClass("Made$Order" + i));
            outputs.add(loader.loadClass("Made$Ticket" + i));
            loader.loadClass("Made$Item" + i);
        }
    }

    /** Registers. */
    @Benchmark
    public List<Tool> thousandTools() {
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < TOOLS; i++) {
            tools.add(tool(i, inputs.get(i), outputs.get(i)));
        }
        return tools;
    }

    private static <R> Tool tool(int number, Class<?> input, Class<R> output) {
        return Tool.named("tool-" + number)
                .description("Orders")
                .input(input)
                .returns(output)
                .handle((in, call) -> {
                    throw new IllegalStateException("no tool is called");
                });
    }
}
