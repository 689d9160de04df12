package dev.lmcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/decisions/011-what-is-api.md promises of every public type. */
class PublicApiTest {

    private static final List<String> PACKAGES = List.of(
            "dev/lmcp", "dev/lmcp/annotation", "dev/lmcp/config", "dev/lmcp/embed", "dev/lmcp/spi", "dev/lmcp/jsonrpc");

    /** Records that only lmcp makes, and one whose shape is JSON-RPC's. */
    private static final Set<String> MADE_BY_LMCP = Set.of(
            "dev.lmcp.config.Config$Entry",
            "dev.lmcp.Principal",
            "dev.lmcp.Statistics",
            "dev.lmcp.Statistics$Authentications",
            "dev.lmcp.Statistics$ClusterStatus",
            "dev.lmcp.jsonrpc.Message$Request");

    private static List<Class<?>> publicTypes() throws IOException {
        Path root = Path.of("target/classes");
        List<Class<?>> types = new ArrayList<>();
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.list(root.resolve(name))) {
                files.map(file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                        .map(file -> load(file.substring(0, file.length() - ".class".length())))
                        .filter(PublicApiTest::isPublic)
                        .forEach(types::add);
            }
        }
        assertThat(types).hasSizeGreaterThan(60);
        return types;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name.replace('/', '.'), false, PublicApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    @Test
    void hasNoConstructorThatNamesMoreThanThreeComponents() throws IOException {
        assertThat(publicTypes().stream()
                        .filter(type -> !MADE_BY_LMCP.contains(type.getName()))
                        .flatMap(type -> Stream.of(type.getConstructors()))
                        .filter(constructor -> constructor.getParameterCount() > 3)
                        .map(Constructor::toString))
                .isEmpty();
    }

    @Test
    void hasNoClassThatOthersExtendWithoutBeingAskedTo() throws IOException {
        assertThat(publicTypes().stream()
                        .filter(type -> !type.isInterface() && !type.isEnum())
                        .filter(type -> !Modifier.isFinal(type.getModifiers())
                                && !type.isSealed()
                                && Stream.of(type.getDeclaredConstructors())
                                        .anyMatch(constructor -> !Modifier.isPrivate(constructor.getModifiers())))
                        .map(Class::getName))
                .isEmpty();
    }

    @Test
    void saysWhichInterfacesOnlyLmcpImplements() throws IOException {
        for (String name : List.of("Answers", "Call", "Registry")) {
            assertThat(Files.readString(Path.of("src/main/java/dev/lmcp", name + ".java")))
                    .as(name)
                    .containsPattern("Implemented by lmcp only; a method may be added in a minor version\\.");
        }
    }
}
