package dev.lmcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.methods.Catalog;
import dev.lmcp.server.methods.HeartbeatTrial;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A response has heartbeats only while its request runs. A heartbeat that stayed would keep the connection. */
class LegacyHeartbeatsTest {

    @ParameterizedTest
    @EnumSource
    void endWithTheirRequest(HeartbeatTrial.Way way) throws InterruptedException {
        try (HeartbeatTrial trial = new HeartbeatTrial(way)) {
            TestExchange exchange = HeartbeatTrial.exchange();
            AuthenticatedCaller caller = HeartbeatTrial.caller();
            LegacySession session = new LegacySession(
                    "s",
                    "node",
                    caller.principal(),
                    SessionFacts.of("2025-11-25", Optional.empty(), ClientCapabilities.NONE, 0),
                    0);
            LegacyRequest request = new LegacyRequest(
                    session,
                    HeartbeatTrial.request(),
                    caller,
                    LegacyResponseWriter.to(
                            exchange, session, HeartbeatTrial.request().id(), trial.responses(), Limits.DEFAULT),
                    true,
                    trial.method(),
                    new LegacyQuestions(Duration.ofSeconds(1)));
            LegacyRendering rendering =
                    new LegacyRendering(new LegacyDowngrade(new Catalog(new ChangeBus(Runnable::run))));

            trial.dispatcher().dispatch(request, rendering.of(session, request.message()));

            assertThat(exchange.status(Duration.ofSeconds(5))).isPositive();
            assertThat(trial.whileRunning()).isEqualTo(trial.runs() ? List.of(1) : List.of());
            assertThat(trial.open()).isZero();
            assertThat(session.isBusy()).isFalse();
        }
    }
}
