package dev.lmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.StartupException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class TestServerTest {

    private static final Tool ECHO =
            Tool.named("echo").description("Echoes").handle((none, call) -> ToolResult.text("echo"));

    @Test
    void needsNoJUnit() {
        try (TestServer server = TestServer.of(ECHO)) {
            assertThat(server.client().call("echo").text()).isEqualTo("echo");
            assertThat(server.client(Era.LEGACY, Connection.HTTP).call("echo").text())
                    .isEqualTo("echo");
            assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void warnsOfNothing() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.lmcp");
        logger.addHandler(handler);
        try (TestServer server = TestServer.of(ECHO)) {
            server.client().call("echo");

            assertThat(server.lmcp().report()).doesNotContain("warning");
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void passesTheSettingsOfAProvider() {
        try (TestServer server = TestServer.of(new Desk()).set("lmcp.tools.desk.greeting", "Salut")) {
            assertThat(server.client().call("greet", Map.of("name", "Ada")).text())
                    .isEqualTo("Salut, Ada!");
        }
    }

    @Test
    void failsIfAKeyIsUnknown() {
        try (TestServer server = TestServer.of(ECHO).set("lmcp.nmae", "desk")) {
            assertThatThrownBy(server::client)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("lmcp.nmae");
        }
    }

    @Test
    void isConfiguredBeforeItStarts() {
        try (TestServer server = TestServer.of(ECHO)) {
            server.client();

            assertThatThrownBy(() -> server.set("lmcp.name", "desk"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the test server has started; expected it to be configured before the first client");
        }
    }

    @Test
    void leavesNoThread() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (TestServer server = TestServer.of(ECHO)) {
            server.client(Era.LEGACY, Connection.HTTP).call("echo");
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().startsWith("lmcp")) {
                thread.join(5000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void isClosedForGood() {
        TestServer server = TestServer.of(ECHO);
        server.close();

        assertThatThrownBy(server::client)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the test server is closed; expected it to be used before close()");
    }

    @Test
    void refusesArgumentsThatAreNoObject() {
        try (TestServer server = TestServer.of(ECHO)) {
            assertThatThrownBy(() -> server.client().call("echo", "Ada"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the arguments are of 'java.lang.String', which is no JSON object; expected a map, a"
                            + " record or an ObjectNode");
        }
    }
}
