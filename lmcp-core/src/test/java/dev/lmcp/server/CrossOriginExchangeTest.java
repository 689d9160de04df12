package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CrossOriginExchangeTest {

    /** If the wrapper does not forward a default method, every web page gets the default's answer. */
    @Test
    void forwardsEveryMethodThatATransportMayOverride() {
        assertThat(Arrays.stream(Exchange.class.getMethods())
                        .filter(method -> !method.getName().equals("headers") || method.getParameterCount() == 0))
                .allSatisfy(method -> assertThat(overriding(method)).isEqualTo(CrossOriginExchange.class));
    }

    private static Class<?> overriding(Method method) throws NoSuchMethodException {
        return CrossOriginExchange.class
                .getMethod(method.getName(), method.getParameterTypes())
                .getDeclaringClass();
    }
}
