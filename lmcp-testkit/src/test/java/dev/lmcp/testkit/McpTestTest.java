package dev.lmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** How JUnit runs methods with {@link McpTest}, and what it says of misuse. */
class McpTestTest {

    private static final Tool ECHO =
            Tool.named("echo").description("Echoes").handle((none, call) -> ToolResult.text("echo"));

    static final class Good {

        @RegisterExtension
        static final TestServer SERVER = TestServer.of(ECHO);

        @McpTest(over = {Connection.MEMORY, Connection.HTTP})
        void echoes(TestClient client) {
            assertThat(client.call("echo").text()).isEqualTo("echo");
        }

        @Test
        void isModernWithoutTheAnnotation(TestClient client) {
            assertThat(client).hasToString("test client, modern, in memory");
        }

        @Nested
        class Inside {

            @McpTest(eras = Era.LEGACY)
            void hasTheServerToo(TestClient client) {
                assertThat(client.era()).isEqualTo(Era.LEGACY);
            }
        }

        @Nested
        class InsideAsWell {

            @Test
            void hasAServerThatIsStillOpen(TestClient client) {
                assertThat(client.call("echo").text()).isEqualTo("echo");
            }
        }
    }

    static final class WithoutServer {

        @McpTest
        void echoes(TestClient client) {
            client.call("echo");
        }
    }

    static final class WithoutEra {

        @RegisterExtension
        static final TestServer SERVER = TestServer.of(ECHO);

        @McpTest(eras = {})
        void echoes(TestClient client) {
            client.call("echo");
        }
    }

    /** Runs a class; returns each test that passed, and each that failed with its message. */
    private static List<String> run(Class<?> type) {
        List<String> lines = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(thrown -> lines.add(thrown.getMessage()));
                if (test.isTest() && result.getThrowable().isEmpty()) {
                    lines.add(test.getDisplayName());
                }
            }
        });
        return lines;
    }

    @Test
    void runsOncePerEraAndConnection() {
        assertThat(run(Good.class))
                .containsExactlyInAnyOrder(
                        "[modern, in memory]",
                        "[legacy, in memory]",
                        "[modern, HTTP]",
                        "[legacy, HTTP]",
                        "isModernWithoutTheAnnotation(TestClient)",
                        "[legacy, in memory]",
                        "hasAServerThatIsStillOpen(TestClient)");
    }

    @Test
    void saysThatAServerIsMissing() {
        assertThat(run(WithoutServer.class))
                .hasSize(2)
                .containsOnly("class '" + WithoutServer.class.getName() + "' has no TestServer; expected one: declare"
                        + " '@RegisterExtension static final TestServer SERVER = TestServer.of(tool)'");
    }

    @Test
    void saysThatNoEraIsNamed() {
        assertThat(run(WithoutEra.class))
                .containsExactly("@McpTest of 'echoes(TestClient)' names no era or no connection; expected at least one"
                        + " of each: add it, or remove the attribute");
    }
}
