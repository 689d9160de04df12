package dev.lmcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class JsonEncoderTest {

    @Test
    void encodesEveryTypeThatJsonHas() {
        assertThat(JsonEncoder.encode(List.of("a", true, 1, 2L, 1.5, 0.5f, (short) 3, new BigDecimal("1e2"))))
                .hasToString("[\"a\",true,1,2,1.5,0.5,3,1E+2]");
        assertThat(JsonEncoder.encode(Map.of("n", new BigInteger("18446744073709551616"))))
                .hasToString("{\"n\":18446744073709551616}");
        assertThat(JsonEncoder.encode(List.of(JsonNodeFactory.instance.nullNode(), Map.of())))
                .hasToString("[null,{}]");
    }

    @Test
    void refusesWhatJsonDoesNotHave() {
        for (Object value : Arrays.asList(Double.NaN, Float.POSITIVE_INFINITY, Instant.EPOCH, null)) {
            assertThatThrownBy(() -> JsonEncoder.encode(List.of(Arrays.asList(value))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + value + "' has no counterpart in JSON; expected text, a finite number, a truth"
                            + " value, a list, a map or a JsonNode");
        }
    }

    @Test
    void leavesOutWhatMayBeAnAuthorsOwn() {
        assertThat(JsonEncoder.encodeIfPlain(List.of("a", 1, 2L, 1.5, false))).isPresent();
        for (Object value : List.of(Map.of("a", 1), new BigDecimal(1), Double.NaN, Instant.EPOCH, List.of(Map.of()))) {
            assertThat(JsonEncoder.encodeIfPlain(value)).as(value.toString()).isEmpty();
        }
    }
}
