package dev.lmcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

class RequestIdTest {

    @Test
    void tellsANumberFromItsText() {
        assertThat(RequestId.of(1)).isNotEqualTo(RequestId.of("1"));
        assertThat(RequestId.of(1).toJson().isIntegralNumber()).isTrue();
        assertThat(RequestId.of("1").toJson().isString()).isTrue();
    }

    @Test
    void isTheSameWhicheverWidthItWasReadWith() {
        assertThat(RequestId.read(IntNode.valueOf(7)))
                .isEqualTo(RequestId.read(LongNode.valueOf(7)))
                .isEqualTo(RequestId.read(BigIntegerNode.valueOf(BigInteger.valueOf(7))));
    }

    @Test
    void keepsAnIntegerOfAnySize() {
        BigInteger huge = BigInteger.TWO.pow(200).negate();

        assertThat(RequestId.read(BigIntegerNode.valueOf(huge)).orElseThrow().toJson())
                .isEqualTo(BigIntegerNode.valueOf(huge));
    }

    @Test
    void isNothingElse() {
        assertThat(RequestId.read(NullNode.instance)).isEmpty();
        assertThat(RequestId.read(DoubleNode.valueOf(1))).isEmpty();
        assertThat(RequestId.read(DecimalNode.valueOf(java.math.BigDecimal.ONE)))
                .isEmpty();
        assertThat(RequestId.read(StringNode.valueOf("")).orElseThrow()).isEqualTo(RequestId.of(""));
    }
}
