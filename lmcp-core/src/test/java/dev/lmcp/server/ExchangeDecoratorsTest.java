package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges that pass their calls on to another exchange. */
final class ExchangeDecoratorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"CrossOriginExchange", "LoggedEndpoint$Logged"})
    void passOnEveryMethodThatATransportMayOverride(String name) throws Exception {
        Class<?> decorator = Class.forName("dev.lmcp.server." + name);
        List<String> passedOn = Arrays.stream(decorator.getDeclaredMethods())
                .map(Method::getName)
                .toList();

        assertThat(Exchange.class.getMethods()).extracting(Method::getName).allMatch(passedOn::contains);
    }
}
