package dev.lmcp.server.modern;

import static dev.lmcp.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.CacheHint;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.methods.HeartbeatTrial;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A response has heartbeats only while its request runs. A heartbeat that stayed would keep the connection. */
class ModernHeartbeatsTest {

    @ParameterizedTest
    @EnumSource
    void endWithTheirRequest(HeartbeatTrial.Way way) throws InterruptedException {
        try (HeartbeatTrial trial = new HeartbeatTrial(way)) {
            TestExchange exchange = HeartbeatTrial.exchange();
            ModernRequest request = new ModernRequest(
                    Optional.of(exchange),
                    HeartbeatTrial.request(),
                    HeartbeatTrial.caller(),
                    Optional.empty(),
                    ClientCapabilities.NONE,
                    Optional.empty(),
                    Map.of(),
                    new ModernResponseWriter(exchange, trial.responses()),
                    trial.method());

            trial.dispatcher()
                    .dispatch(
                            request,
                            rendering(trial)
                                    .of(request.message(), request.caller().principal()));

            assertThat(exchange.status(Duration.ofSeconds(5))).isEqualTo(trial.modernStatus());
            assertThat(trial.whileRunning()).isEqualTo(trial.runs() ? List.of(1) : List.of());
            assertThat(trial.open()).isZero();
        }
    }

    /** A request that the era refuses already has a response writer, which the dispatcher never gets. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'io.modelcontextprotocol/logLevel':'loud'",
                "'io.modelcontextprotocol/protocolVersion':'2099-01-01'",
                "'io.modelcontextprotocol/clientCapabilities':7"
            })
    void areNotStartedForARequestThatTheEraRefuses(String fault) throws InterruptedException {
        try (HeartbeatTrial trial = new HeartbeatTrial(HeartbeatTrial.Way.COMPLETES)) {
            TestExchange exchange = new TestExchange("POST", "/mcp", Map.of("Mcp-Method", List.of("tools/list")), "");
            ObjectNode meta = object("{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                    + "'io.modelcontextprotocol/clientCapabilities':{}}");
            meta.setAll(object("{" + fault + "}"));
            ObjectNode params = Json.object().set("_meta", meta);
            Message.Request request = new Message.Request(RequestId.of(1), "tools/list", params);

            era(trial)
                    .post(
                            exchange,
                            Json.text(meta, "io.modelcontextprotocol/protocolVersion"),
                            HeartbeatTrial.caller(),
                            request);

            assertThat(exchange.status(Duration.ofSeconds(5))).isEqualTo(400);
            assertThat(trial.open()).isZero();
        }
    }

    private static ModernEra era(HeartbeatTrial trial) {
        return ModernEra.of(trial.dependencies(), CacheHint.none(), KeyRing.random(), new TestClock());
    }

    private static ModernRendering rendering(HeartbeatTrial trial) {
        return new ModernRendering(
                new ServerInfo("test", "1.0", Optional.empty(), Optional.empty()),
                new StateSeal(trial.responses().codec(), KeyRing.random(), new TestClock(), Duration.ofMinutes(5)));
    }
}
