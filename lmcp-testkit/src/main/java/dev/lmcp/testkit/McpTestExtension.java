package dev.lmcp.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a method with {@link McpTest} once for each era and connection. JUnit creates it. */
public final class McpTestExtension implements TestTemplateInvocationContextProvider {

    /** Creates the extension. */
    public McpTestExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), McpTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        McpTest test = AnnotationSupport.findAnnotation(context.getTestMethod(), McpTest.class)
                .orElseThrow();
        if (test.eras().length == 0 || test.over().length == 0) {
            throw new ExtensionConfigurationException(
                    "@McpTest of '" + context.getDisplayName()
                            + "' names no era or no connection; expected at least one of each: add it, or remove the attribute");
        }
        return Arrays.stream(test.over())
                .flatMap(connection -> Arrays.stream(test.eras()).map(era -> new Way(era, connection)))
                .map(Invocation::new);
    }

    /**
     * The way in which one run of a method reaches the server.
     *
     * @param era the era of the client
     * @param connection the connection of the client
     */
    record Way(Era era, Connection connection) {

        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Way.class);

        /** Returns the way of a run; modern and within the process for a test that is no {@link McpTest}. */
        static Way of(ExtensionContext context) {
            Way way = context.getStore(SPACE).get(Way.class, Way.class);
            return way == null ? new Way(Era.MODERN, Connection.MEMORY) : way;
        }
    }

    private record Invocation(Way way) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int number) {
            return "[" + way.era() + ", " + way.connection() + "]";
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            BeforeEachCallback tellTheWay =
                    context -> context.getStore(Way.SPACE).put(Way.class, way);
            BeforeTestExecutionCallback needAServer = TestServer::requireIn;
            return List.of(tellTheWay, needAServer);
        }
    }
}
