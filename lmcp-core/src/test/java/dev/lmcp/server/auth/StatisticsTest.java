package dev.lmcp.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.InputRequest;
import dev.lmcp.Principal;
import dev.lmcp.Shape;
import dev.lmcp.Statistics;
import dev.lmcp.Tool;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Credentials;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StatisticsTest {

    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    private Path directory;

    private static LmcpBuilder server(String name) {
        return Lmcp.with(Config.builder()
                        .set("lmcp.auth", "none")
                        .set("lmcp.name", name)
                        .set("lmcp.limits.tool-timeout.slow", "1ms")
                        .build())
                .tool(tool("good", (in, call) -> ToolResult.text("ok")))
                .tool(tool("bad", (in, call) -> {
                    throw new ToolException("no");
                }))
                .tool(tool("broken", (in, call) -> {
                    throw new IllegalStateException("oops");
                }))
                .tool(tool("slow", (in, call) -> {
                    new CountDownLatch(1).await();
                    return ToolResult.text("never");
                }))
                .tool(tool("asking", (in, call) -> {
                    call.ask("a", InputRequest.form("?", Shape.none()));
                    return ToolResult.text("answered");
                }))
                .tool(Tool.named("picky")
                        .description("d")
                        .input(Shape.object(fields -> {
                            var number = fields.integer("n");
                            return in -> in.get(number);
                        }))
                        .handle((in, call) -> ToolResult.text("ok")));
    }

    private static Tool tool(String name, Tool.Handler<tools.jackson.databind.node.ObjectNode, ToolResult> handler) {
        return Tool.named(name)
                .description("d")
                .timeLimit(Duration.ofMinutes(1))
                .handle(handler);
    }

    @Test
    void countCallsByToolAndOutcome() {
        try (Lmcp lmcp = server("counted").start()) {
            for (String tool : List.of("good", "good", "bad", "broken", "slow", "picky")) {
                lmcp.local()
                        .request("tools/call", Json.object().put("name", tool).set("arguments", Json.object()));
            }

            for (String name : List.of("absent", "missing")) {
                assertThatThrownBy(() -> lmcp.local().callTool(name, Map.of())).isInstanceOf(RpcException.class);
            }
            lmcp.local().answering("a", Json.object().put("action", "decline")).callTool("asking", Map.of());

            assertThat(lmcp.statistics().toolCalls())
                    .containsExactlyInAnyOrder(
                            Statistics.ToolCalls.of("good", "completed", 2),
                            Statistics.ToolCalls.of("bad", "tool_error", 1),
                            Statistics.ToolCalls.of("broken", "exception", 1),
                            Statistics.ToolCalls.of("slow", "timed_out", 1),
                            Statistics.ToolCalls.of("picky", "invalid_arguments", 1),
                            Statistics.ToolCalls.of("asking", "suspended", 1),
                            Statistics.ToolCalls.of("asking", "completed", 1),
                            Statistics.ToolCalls.of("(unknown)", "refused", 2));
            assertThat(lmcp.statistics().runningCalls()).isZero();
        }
    }

    @Test
    void countAuthentications() {
        ChainTrial trial = new ChainTrial();
        AuthChain chain = trial.chain(
                ChainTrial.knowingAlice(ChainTrial.PLAIN),
                request -> request.header("X-Key")
                        .map(key -> AuthDecision.reject(ChainTrial.PLAIN, "unknown key"))
                        .orElse(AuthDecision.abstain(ChainTrial.PLAIN)));

        chain.authenticate(ArrivedRequest.post().with("Authorization", "Bearer " + ChainTrial.GOOD));
        chain.authenticate(ArrivedRequest.post().with("Authorization", "Bearer " + ChainTrial.GOOD));
        chain.authenticate(ArrivedRequest.post().with("Authorization", "Bearer wrong"));
        chain.authenticate(ArrivedRequest.post());
        chain.authenticate(ArrivedRequest.post().with("X-Key", "wrong"));

        assertThat(chain.authentications())
                .containsExactly(
                        Statistics.Authentications.of("core", "missing", 1)
                                .withReason("no credentials that an authenticator knows"),
                        Statistics.Authentications.of("core", "rejected", 1)
                                .withReason("no authenticator knows the access token"),
                        Statistics.Authentications.of("plugin1", "accepted", 2),
                        Statistics.Authentications.of("plugin2", "rejected", 1).withReason("unknown key"));
    }

    @Test
    void holdABoundedNumberOfReasons() {
        ChainTrial trial = new ChainTrial();
        AuthChain chain = trial.chain(request ->
                AuthDecision.reject(ChainTrial.PLAIN, request.header("X-Key").orElse("") + "x".repeat(500)));

        for (int i = 0; i < 2000; i++) {
            chain.authenticate(ArrivedRequest.post().with("X-Key", Integer.toString(i)));
        }

        List<Statistics.Authentications> counts = chain.authentications();
        assertThat(counts)
                .hasSizeLessThanOrEqualTo(501)
                .allMatch(count -> count.reason().length() <= 120);
        assertThat(counts.stream().mapToLong(Statistics.Authentications::count).sum())
                .isEqualTo(2000);
        assertThat(counts).anyMatch(count -> count.reason().equals("(other)") && count.count() >= 1500);
    }

    @Test
    void showTheMetricsOfAuthenticatorsAndIgnoreOneThatThrows() {
        Authenticator shows = shows(Map.of("keys.age-seconds", 7L));
        Authenticator fails = new Authenticator() {
            @Override
            public AuthDecision authenticate(Credentials request) {
                return AuthDecision.accept(Principal.named("me"));
            }

            @Override
            public Map<String, Long> metrics() {
                throw new IllegalStateException("oops");
            }
        };
        try (Lmcp lmcp = Lmcp.with(Config.builder().build())
                .authenticator("fails", fails)
                .authenticator("shows", shows)
                .start()) {
            assertThat(lmcp.statistics().authenticatorMetrics())
                    .containsExactly(new Statistics.AuthenticatorMetric("shows", "keys.age-seconds", 7));
        }
    }

    private static Authenticator shows(Map<String, Long> metrics) {
        return new Authenticator() {
            @Override
            public AuthDecision authenticate(Credentials request) {
                return AuthDecision.accept(Principal.named("me"));
            }

            @Override
            public Map<String, Long> metrics() {
                return metrics;
            }
        };
    }

    @Test
    void areShownByJmxWhileTheServerRuns() throws Exception {
        ObjectName name = new ObjectName("dev.lmcp:type=Server,name=\"shown\"");
        try (Lmcp lmcp = server("shown").start()) {
            lmcp.local().callTool("good", Map.of());

            assertThat(BEANS.getAttribute(name, "Ready")).isEqualTo(true);
            for (String number : List.of("RunningCalls", "OpenSessions", "OpenStreams", "StoredTasks")) {
                assertThat(BEANS.getAttribute(name, number)).as(number).isEqualTo(0L);
            }
            CompositeData row =
                    ((TabularData) BEANS.getAttribute(name, "ToolCalls")).get(new Object[] {"good", "completed"});
            assertThat(row.get("count")).isEqualTo(1L);
            assertThat(BEANS.getAttributes(name, new String[] {"Authentications", "AuthenticatorMetrics", "Nothing"}))
                    .hasSize(2);
        }
        assertThat(BEANS.isRegistered(name)).isFalse();
    }

    @Test
    void showTheEngineThatConnectsTheNodes() throws Exception {
        ObjectName name = new ObjectName("dev.lmcp:type=Server,name=\"connected\"");
        InMemoryCluster engine = new InMemoryCluster(Clock.systemUTC());
        Path keys = Files.writeString(directory.resolve("keys"), "A".repeat(43) + "=");
        Config config = Config.builder()
                .set("lmcp.auth", "none")
                .set("lmcp.name", "connected")
                .set("lmcp.state-key-file", keys.toString())
                .build();
        try (Lmcp lmcp = Lmcp.with(config).cluster("memory", engine.node()).start()) {
            engine.stop();

            assertThat(lmcp.statistics().cluster().orElseThrow().isAvailable()).isFalse();
            TabularData rows = (TabularData) BEANS.getAttribute(name, "Cluster");
            assertThat(rows.get(new Object[] {"memory", "is-available"}).get("value"))
                    .isEqualTo(0L);
            assertThat(rows.size()).isEqualTo(4);
        }
    }

    @Test
    void showNoEngineWithoutOtherNodes() throws Exception {
        ObjectName name = new ObjectName("dev.lmcp:type=Server,name=\"alone\"");
        try (Lmcp lmcp = server("alone").start()) {
            assertThat(lmcp.statistics().cluster()).isEmpty();
            assertThat(((TabularData) BEANS.getAttribute(name, "Cluster")).isEmpty())
                    .isTrue();
        }
    }

    @Test
    void ofServersOfOneNameAreKeptApart() throws Exception {
        ObjectName all = new ObjectName("dev.lmcp:type=Server,name=\"twin\",*");
        try (Lmcp one = server("twin").start();
                Lmcp other = server("twin").start()) {
            other.local().callTool("good", Map.of());

            Set<ObjectName> names = BEANS.queryNames(all, null);
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            new ObjectName("dev.lmcp:type=Server,name=\"twin\""),
                            new ObjectName("dev.lmcp:type=Server,name=\"twin\",instance=2"));
            assertThat(one.statistics().toolCalls()).isEmpty();
        }
        assertThat(BEANS.queryNames(all, null)).isEmpty();
    }

    @Test
    void areNotShownByJmxIfJmxIsOff() throws Exception {
        Config config = Config.builder()
                .set("lmcp.auth", "none")
                .set("lmcp.name", "hidden")
                .set("lmcp.jmx", "false")
                .build();
        try (Lmcp lmcp = Lmcp.with(config).start()) {
            assertThat(lmcp.statistics().isReady()).isTrue();
            assertThat(BEANS.queryNames(new ObjectName("dev.lmcp:type=Server,name=\"hidden\",*"), null))
                    .isEmpty();
        }
    }
}
