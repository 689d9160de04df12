package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges that pass their calls on to another exchange. */
final class ForwardingExchangeTest {

    @Test
    void passOnEveryMethodThatATransportMayOverride() {
        List<String> passedOn = Arrays.stream(ForwardingExchange.class.getDeclaredMethods())
                .map(ForwardingExchangeTest::signature)
                .toList();

        assertThat(Exchange.class.getMethods())
                .extracting(ForwardingExchangeTest::signature)
                .allMatch(passedOn::contains);
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CrossOriginExchange", "GuardedExchange", "LoggedEndpoint$Logged"})
    void passOnWhatTheyDoNotChange(String name) throws Exception {
        assertThat(Class.forName("dev.lmcp.server." + name)).isAssignableTo(ForwardingExchange.class);
    }
}
