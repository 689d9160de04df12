package dev.lmcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** The reader and the writer of trees do what Jackson's mapper does. */
class TreesTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final MessageCodec codec = new MessageCodec(64);

    private JsonNode read(String json) {
        return codec.readTree(json.getBytes(StandardCharsets.UTF_8));
    }

    private String write(JsonNode tree) {
        return new String(codec.writeTree(tree), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " true ",
                "false",
                "\"\"",
                "\"a\\u0000\\n\\/\\\"\\ud83d\\ude00é😀\"",
                "[]",
                "{}",
                "[[],{},[[{}]]]",
                "{\"\":{\"\":[]}}",
                "[0,-0,1,-1,2147483647,2147483648,-2147483649,9223372036854775807,9223372036854775808]",
                "[0.0,-0.0,1.0,1.50,1e3,0.10E2,1E-7,123456789.123456789123456789]",
                "{\"a\":[1,\"x\",null,{\"b\":true,\"c\":[1.5]}],\"d\":{}}"
            })
    void readAndWriteAsAMapperDoes(String json) {
        JsonNode tree = read(json);

        assertThat(tree).isEqualTo(MAPPER.readTree(json));
        assertThat(write(tree)).isEqualTo(MAPPER.writeValueAsString(tree));
    }

    @Test
    void writesEachKindOfValueAsAMapperDoes() {
        ArrayNode all = NODES.arrayNode()
                .add(NODES.numberNode((byte) 1))
                .add(NODES.numberNode((short) 2))
                .add(3)
                .add(4L)
                .add(new BigInteger("55555555555555555555"))
                .add(0.6f)
                .add(7e30)
                .add(new BigDecimal("1E+3"))
                .add(Double.NaN)
                .add(Float.NEGATIVE_INFINITY)
                .add(new byte[] {1, 2, 3})
                .add(NODES.missingNode())
                .addNull();

        assertThat(write(all)).isEqualTo(MAPPER.writeValueAsString(all));
    }

    @Test
    void writesJavaObjectsAsAMapperDoes() {
        record Point(int x, double y, List<String> names) {}
        ArrayNode all = NODES.arrayNode()
                .addPOJO(new Point(1, 2.5, List.of("a", "b")))
                .addPOJO(Map.of("key", new Point(0, 1e30, List.of())))
                .addPOJO(new byte[] {1, 2, 3})
                .addPOJO(null);

        assertThat(write(all)).isEqualTo(MAPPER.writeValueAsString(all));
    }

    @Test
    void writesRawJsonAsItIs() {
        ObjectNode tree = NODES.objectNode();
        tree.putRawValue("raw", new RawValue("{\"a\" :1.50}"));

        assertThat(write(tree)).isEqualTo("{\"raw\":{\"a\" :1.50}}");
    }

    @Test
    void writesAFailureForAResultWithAnObjectThatCannotBeWritten() {
        Object[] endless = new Object[1];
        endless[0] = endless;
        Iterable<String> failing = () -> {
            throw new IllegalStateException("no values");
        };

        assertThat(List.<Object>of(endless, failing)).allSatisfy(value -> {
            Message result =
                    new Message.Result(RequestId.of(1), NODES.objectNode().putPOJO("value", value));
            assertThat(new String(codec.write(result), StandardCharsets.UTF_8))
                    .contains("\"error\"")
                    .doesNotContain("no values");
        });
    }

    @Test
    void refusesATreeThatIsNestedTooDeep() {
        JsonNode deep = NODES.arrayNode();
        for (int i = 0; i < 100_000; i++) {
            deep = NODES.arrayNode().add(deep);
        }
        JsonNode tree = deep;

        assertThatThrownBy(() -> write(tree)).isInstanceOf(JacksonException.class);
    }
}
