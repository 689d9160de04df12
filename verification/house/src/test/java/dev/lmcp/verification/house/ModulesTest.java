package dev.lmcp.verification.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What module descriptors and services files say. */
class ModulesTest {

    private static ModuleDescriptor descriptor(Path module) {
        Path file = module.resolve("target/classes/module-info.class");
        try (InputStream in = Files.newInputStream(file)) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read " + Project.name(file) + "; expected the module to be compiled before this test", e);
        }
    }

    @Test
    void everyModuleHasADescriptor() {
        assertThat(Project.modules())
                .allMatch(module -> descriptor(module).name().startsWith("dev.lmcp."));
    }

    @Test
    void everyPluginIsListedWhereItIsProvided() {
        int providers = 0;
        for (Path module : Project.modules()) {
            Map<String, List<String>> provided = descriptor(module).provides().stream()
                    .collect(
                            Collectors.toMap(ModuleDescriptor.Provides::service, ModuleDescriptor.Provides::providers));
            providers += provided.size();

            assertThat(listed(module, provided)).as(Project.name(module)).isEqualTo(new TreeMap<>(provided));
        }

        assertThat(providers).isPositive();
    }

    /** The services files for lmcp's own interfaces; others are a container's, which knows no modules. */
    private static Map<String, List<String>> listed(Path module, Map<String, List<String>> provided) {
        Path folder = module.resolve("target/classes/META-INF/services");
        Map<String, List<String>> listed = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            Project.files(folder, "").filter(Files::isRegularFile).forEach(file -> {
                String service = file.getFileName().toString();
                if (service.startsWith("dev.lmcp.") || provided.containsKey(service)) {
                    listed.put(
                            service,
                            Project.read(file)
                                    .lines()
                                    .map(line -> line.split("#", 2)[0].strip())
                                    .filter(line -> !line.isEmpty())
                                    .toList());
                }
            });
        }
        return listed;
    }

    @Test
    void onlyTheCoreAndTheKitOpenPackages() {
        assertThat(Project.modules().stream()
                        .filter(module ->
                                descriptor(module).exports().stream().anyMatch(export -> !export.isQualified()))
                        .map(module -> module.getFileName().toString()))
                .containsExactlyInAnyOrder("lmcp-core", "lmcp-testkit", "lmcp-launcher");
    }

    @Test
    void theComparisonWithTheLastReleaseNamesEachOpenPackage() {
        List<String> open = Project.modules().stream()
                .flatMap(module -> descriptor(module).exports().stream())
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .toList();

        assertThat(Pattern.compile("<include>(dev\\.lmcp[a-z.]*)</include>")
                        .matcher(Project.read(Project.ROOT.resolve("pom.xml")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(open);
    }

    @Test
    void theCoreOpensItsApiAndNeedsWhatItSays() {
        ModuleDescriptor core = descriptor(Project.ROOT.resolve("lmcp-core"));

        assertThat(core.exports().stream()
                        .filter(export -> !export.isQualified())
                        .map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrderElementsOf(Project.EXPORTED);
        assertThat(core.requires().stream()
                        .map(ModuleDescriptor.Requires::name)
                        .filter(name -> !name.equals("java.base")))
                .containsExactlyInAnyOrder(
                        "java.management", "dev.harrel.jsonschema", "org.jspecify", "tools.jackson.databind");
        assertThat(core.uses())
                .containsExactlyInAnyOrder(
                        "dev.lmcp.spi.AuthProvider",
                        "dev.lmcp.spi.ClusterProvider",
                        "dev.lmcp.spi.ToolProvider",
                        "dev.lmcp.spi.TransportProvider");
    }
}
