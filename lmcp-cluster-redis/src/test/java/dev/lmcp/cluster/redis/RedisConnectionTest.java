package dev.lmcp.cluster.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.testkit.plugin.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** What a failure says of the engine. */
class RedisConnectionTest {

    private final RedisConnection connection = new RedisConnection(
            RedisSettings.read(TestSettings.of("lmcp.cluster.redis.", "addresses = 127.0.0.1:1", "timeout = 500ms")));

    @AfterEach
    void close() {
        connection.close();
    }

    private void fail(JedisException failure) {
        connection.run(client -> {
            throw failure;
        });
    }

    /** A client cancels its call. That interrupts the thread of the call, also while it waits for the engine. */
    @Test
    void doesNotHoldUpOthersBecauseOneThreadWasInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fail(new JedisConnectionException("Closed by interrupt")))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessage("the wait for Redis was interrupted: Closed by interrupt");

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(connection.isAvailable()).isTrue();
    }

    @Test
    void keepsTheInterruptThatThePoolHasTakenAway() {
        assertThatThrownBy(() -> fail(new JedisException("no connection", new InterruptedException())))
                .hasMessage("the wait for Redis was interrupted: no connection");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(connection.isAvailable()).isTrue();
    }

    @Test
    void leavesAnEngineAloneThatDoesNotAnswer() {
        assertThatThrownBy(() -> fail(new JedisConnectionException("refused")))
                .hasMessage("Redis does not answer: refused");

        assertThat(connection.isAvailable()).isFalse();
        assertThatThrownBy(() -> fail(new JedisException("not asked")))
                .hasMessageStartingWith("Redis did not answer a moment ago; ");
    }

    /** A network is mended while a command still waits on a connection that has lost its bytes. */
    @Test
    void doesNotHoldUpOthersIfAnotherCommandWasAnsweredMeanwhile() {
        assertThatThrownBy(() -> connection.run(client -> {
                    connection.run(other -> "answered");
                    throw new JedisConnectionException("Read timed out");
                }))
                .hasMessage("Redis does not answer: Read timed out");

        assertThat(connection.isAvailable()).isTrue();
        assertThat(connection.<String>run(client -> "answered")).isEqualTo("answered");
    }

    @Test
    void doesNotHoldUpOthersIfTheSubscriptionHasConnectedBeforeTheNetworkWasMended() {
        assertThatThrownBy(() -> connection.listen(
                        client -> {
                            connection.run(other -> "answered");
                            throw new JedisConnectionException("Read timed out");
                        },
                        () -> false))
                .isInstanceOf(ClusterUnavailableException.class);

        assertThat(connection.isAvailable()).isTrue();
    }

    @Test
    void leavesAnEngineAloneThatWasSilentAllTheTimeOfOneOfTwoCommands() {
        assertThatThrownBy(() -> connection.run(client -> {
                    connection.run(other -> "answered");
                    fail(new JedisConnectionException("refused"));
                    return "not reached";
                }))
                .isInstanceOf(ClusterUnavailableException.class);

        assertThat(connection.isAvailable()).isFalse();
    }
}
