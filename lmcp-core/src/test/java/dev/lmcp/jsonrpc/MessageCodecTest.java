package dev.lmcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class MessageCodecTest {

    private final MessageCodec codec = new MessageCodec(64);

    private Message read(String json) {
        return codec.read(codec.readTree(json.getBytes(StandardCharsets.UTF_8)));
    }

    private RpcError refusal(byte[] bytes) {
        InvalidMessageException refused =
                catchThrowableOfType(InvalidMessageException.class, () -> codec.read(codec.readTree(bytes)));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.failure().error();
    }

    private RpcError refusal(String json) {
        return refusal(json.getBytes(StandardCharsets.UTF_8));
    }

    private String echo(String params) {
        return new String(
                codec.write(read("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":" + params + "}")),
                StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Nested
    class OfBytesThatAreNoJson {

        @Test
        void saysThatAnEmptyBodyIsEmpty() {
            assertThat(refusal("")).isEqualTo(new RpcError(-32700, "Parse error: the body is empty"));
            assertThat(refusal(" \n")).isEqualTo(new RpcError(-32700, "Parse error: the body is empty"));
        }

        @Test
        void saysThatTheJsonEndsEarly() {
            assertThat(refusal("{\"jsonrpc\":").message())
                    .isEqualTo("Parse error: the JSON ends before it is complete");
        }

        @Test
        void saysWhereTheJsonIsWrong() {
            assertThat(refusal("{\"jsonrpc\":\n  nope}").message())
                    .isEqualTo("Parse error: no valid JSON at line 2, column 3");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{} {}", "{}[", "1 null", "[1]\n\"x\""})
        void saysThatAnotherValueFollows(String json) {
            assertThat(refusal(json).message()).isEqualTo("Parse error: data after the end of the JSON value");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{} {}", "{}x", "{}]", "[1],"})
        void refusesWhatStandsBehindTheValue(String json) {
            assertThat(refusal(json).code()).isEqualTo(RpcError.PARSE_ERROR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"p\":{\"id\":1,\"\\u0069d\":2}}"})
        void refusesANameThatIsThereTwice(String json) {
            assertThat(refusal(json).message()).isEqualTo("Parse error: duplicate object key");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "01", "+1", ".5", "1.", "'a'", "{a:1}", "[1,]", "// c\n1", "\"\t\"", "\"\\x\""})
        void takesNoDialectOfJson(String json) {
            assertThat(refusal(json).code()).isEqualTo(RpcError.PARSE_ERROR);
        }

        @ParameterizedTest
        @ValueSource(ints = {65, 1000, 100_000})
        void refusesJsonThatIsNestedTooDeep(int depth) {
            String json = "[".repeat(depth) + "]".repeat(depth);

            assertThat(refusal(json))
                    .isEqualTo(new RpcError(
                            -32700,
                            "Parse error: the JSON is nested too deep, or a number or a name in it is too long"));
            assertThat(refusal("{\"a\":".repeat(depth)).code()).isEqualTo(RpcError.PARSE_ERROR);
        }

        /** Jackson keeps names for what comes later, which is no place for callers to fill. */
        @Test
        void refusesANameThatIsLongerThanAnyHonestOne() {
            assertThat(refusal("{\"" + "x".repeat(1025) + "\":1}").message())
                    .isEqualTo("Parse error: the JSON is nested too deep, or a number or a name in it is too long");
            assertThat(codec.readTree(("{\"" + "x".repeat(1024) + "\":1}").getBytes(StandardCharsets.UTF_8))
                            .isObject())
                    .isTrue();
        }

        @Test
        void takesJsonThatIsJustDeepEnough() {
            assertThat(codec.readTree(("[".repeat(64) + "]".repeat(64)).getBytes(StandardCharsets.UTF_8))
                            .isArray())
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e99999999999", "-1e-99999999999", "1E2147483648"})
        void refusesANumberThatNoTypeHolds(String number) {
            assertThat(refusal("{\"a\":" + number + "}").code()).isEqualTo(RpcError.PARSE_ERROR);
        }

        @Test
        void refusesANumberThatIsVeryLong() {
            assertThat(refusal("9".repeat(5000)).code()).isEqualTo(RpcError.PARSE_ERROR);
            assertThat(refusal("0." + "9".repeat(5000)).code()).isEqualTo(RpcError.PARSE_ERROR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
        void takesNoOtherEncodingThanUtf8(String charset) {
            assertThat(refusal("{\"jsonrpc\":\"2.0\",\"method\":\"m\"}".getBytes(Charset.forName(charset)))
                            .code())
                    .isEqualTo(RpcError.PARSE_ERROR);
        }

        @Test
        void refusesBytesThatAreNoUtf8() {
            assertThat(refusal(bytes('"', 0xC0, 0xAE, '"')).message()).isEqualTo("Parse error: the body is not UTF-8");
            assertThat(refusal(bytes('"', 0xE0, 0x80, 0xAE, '"')).code()).isEqualTo(RpcError.PARSE_ERROR);
            assertThat(refusal(bytes('"', 0xED, 0xA0, 0x80, '"')).code()).isEqualTo(RpcError.PARSE_ERROR);
            assertThat(refusal(bytes('"', 0xF5, 0x80, 0x80, 0x80, '"')).code()).isEqualTo(RpcError.PARSE_ERROR);
            assertThat(refusal(bytes('"', 0xFF, '"')).code()).isEqualTo(RpcError.PARSE_ERROR);
            assertThat(refusal(bytes('"', 0xE2, 0x82)).code()).isEqualTo(RpcError.PARSE_ERROR);
        }

        @Test
        void ignoresAByteOrderMark() {
            byte[] marked = "\uFEFF{\"jsonrpc\":\"2.0\",\"method\":\"m\"}".getBytes(StandardCharsets.UTF_8);

            assertThat(codec.read(codec.readTree(marked))).isInstanceOf(Message.Notification.class);
        }

        @Test
        void namesNoClassInWhatItSays() {
            for (String json : new String[] {"", "{", "nope", "{\"a\":1,\"a\":1}", "[[", "{}{}", "1e99999999999"}) {
                assertThat(refusal(json).message()).doesNotContain("jackson", "Exception", "Stream", "org.", "java");
            }
        }
    }

    @Nested
    class OfJsonThatIsNoMessage {

        @ParameterizedTest
        @ValueSource(strings = {"1", "\"a\"", "null", "true"})
        void refusesWhatIsNoObject(String json) {
            assertThat(refusal(json)).isEqualTo(new RpcError(-32600, "Invalid request: a message is a JSON object"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"method\":\"m\"}",
                    "{\"jsonrpc\":2.0,\"method\":\"m\"}",
                    "{\"jsonrpc\":\"2\",\"method\":\"m\"}",
                    "{\"jsonrpc\":null,\"method\":\"m\"}"
                })
        void refusesAnotherVersion(String json) {
            assertThat(refusal(json).message()).isEqualTo("Invalid request: 'jsonrpc' must be \"2.0\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "1.5", "1.0", "1e3", "true", "{}", "[]"})
        void refusesAnIdThatIsNeitherTextNorInteger(String id) {
            assertThat(refusal("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}"))
                    .isEqualTo(new RpcError(-32600, "Invalid request: 'id' must be a string or an integer"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "[]", "\"a\""})
        void refusesParamsThatAreNoObject(String params) {
            assertThat(refusal("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":" + params + "}")
                            .message())
                    .isEqualTo("Invalid request: 'params' must be an object");
        }

        @Test
        void answersToTheIdWhereItCouldBeRead() {
            assertThatThrownBy(() -> read("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":7}"))
                    .isInstanceOfSatisfying(
                            InvalidMessageException.class,
                            refused -> assertThat(refused.failure().id()).contains(RequestId.of("a")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"jsonrpc\":\"2.0\",\"id\":1}",
                    "{\"jsonrpc\":\"2.0\",\"result\":{}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{\"code\":1,\"message\":\"\"}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":\"1\",\"message\":\"\"}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":99999999999,\"message\":\"\"}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":null}"
                })
        void refusesAResponseThatIsNone(String json) {
            assertThat(refusal(json).code()).isEqualTo(RpcError.INVALID_REQUEST);
        }
    }

    @Nested
    class OfMessages {

        @Test
        void tellsTheKindsApart() {
            assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}")).isInstanceOf(Message.Request.class);
            assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"m\"}")).isInstanceOf(Message.Notification.class);
            assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}")).isInstanceOf(Message.Result.class);
            assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-1,\"message\":\"no\"}}"))
                    .isEqualTo(new Message.Failure(Optional.empty(), new RpcError(-1, "no")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":null}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":null,\"_meta\":null}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"result\":null,\"error\":null}"
                })
        void takesNullForAbsentInARequest(String json) {
            assertThat(read(json))
                    .isEqualTo(new Message.Request(RequestId.of(1), "m", JsonNodeFactory.instance.objectNode()));
        }

        @Test
        void takesNullForAbsentInANotificationAndInAResponse() {
            ObjectNode empty = JsonNodeFactory.instance.objectNode();
            assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":null}"))
                    .isEqualTo(new Message.Notification("m", empty));
            assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null,\"result\":{},\"error\":null}"))
                    .isEqualTo(new Message.Result(RequestId.of(1), empty));
            assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null,\"error\":{\"code\":1,\"message\":\"no\"}}"))
                    .isEqualTo(new Message.Failure(Optional.of(RequestId.of(1)), new RpcError(1, "no")));
        }

        @Test
        void keepsNullInsideOfAMemberOfParams() {
            assertThat(echo("{\"a\":{\"b\":null},\"c\":[null],\"d\":null}"))
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":{\"a\":{\"b\":null},\"c\":[null]}}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "9007199254740993",
                    "18446744073709551616",
                    "-9223372036854775809",
                    "0",
                    "-1",
                    "\"1\"",
                    "\"\"",
                    "\"ä😀\"",
                    "\"a\\u0000b\""
                })
        void keepsAnIdExactly(String id) {
            Message message = read("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}");
            RequestId read = ((Message.Request) message).id();
            String written = new String(
                    codec.write(new Message.Result(read, codec.readTree(bytes('{', '}')))), StandardCharsets.UTF_8);

            assertThat(written).isEqualToIgnoringCase("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
            assertThat(codec.read(codec.readTree(written.getBytes(StandardCharsets.UTF_8))))
                    .isInstanceOfSatisfying(
                            Message.Result.class,
                            again -> assertThat(again.id()).isEqualTo(read));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "9007199254740993",
                    "123456789012345678901234567890",
                    "0.1",
                    "1.10",
                    "3.141592653589793238462643383279502884197"
                })
        void keepsNumbersExactly(String number) {
            assertThat(echo("{\"n\":" + number + "}"))
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":{\"n\":" + number + "}}");
        }

        @Test
        void writesAHugeNumberWithoutWritingItOut() {
            assertThat(echo("{\"n\":1e999999999}")).endsWith("{\"n\":1E+999999999}}");
            assertThat(echo("{\"n\":-1e-999999999}")).endsWith("{\"n\":-1E-999999999}}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\ud83d", "\\ude00", "a\\ud83d\\ud83d\\ude00"})
        void refusesHalfASurrogatePairInAnIdAsItCannotBeSentBack(String id) {
            assertThat(refusal("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"m\"}")
                            .message())
                    .isEqualTo("Invalid request: 'id' has half a surrogate pair; send well-formed Unicode");
        }

        @Test
        void writesAReplacementForHalfASurrogatePair() {
            assertThat(echo("{\"a\":[\"\\udfff\",\"x\\ud800\",\"\\ud800\\ud83d\\ude00\\ude00y\"],\"é\":\"😀\"}"))
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":"
                            + "{\"a\":[\"\uFFFD\",\"x\uFFFD\",\"\uFFFD😀\uFFFDy\"],\"é\":\"😀\"}}");
        }

        @Test
        void writesAReplacementForHalfASurrogatePairInEveryKindOfMessage() {
            String half = "x\uD83D";
            ObjectNode params = JsonNodeFactory.instance.objectNode().put(half, half);
            params.putPOJO("value", List.of(half, Map.of(half, half)));
            params.set("long", JsonNodeFactory.instance.stringNode("é".repeat(10_000) + half));
            RequestId id = RequestId.of(1);

            assertThat(List.of(
                            new Message.Request(id, half, params),
                            new Message.Notification(half, params),
                            new Message.Result(id, params),
                            new Message.Failure(Optional.of(id), new RpcError(-1, half, Optional.of(params)))))
                    .map(message -> new String(codec.write(message), StandardCharsets.UTF_8))
                    .allSatisfy(text -> assertThat(text)
                            .contains(
                                    "\"x\uFFFD\":\"x\uFFFD\"", "[\"x\uFFFD\",{\"x\uFFFD\":\"x\uFFFD\"}]", "éx\uFFFD\"")
                            .doesNotContainIgnoringCase("\\ud83d"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\ud800", "\\ud800x", "\\ud800\\ud800"})
        void refusesHalfASurrogatePairInANameAsItCannotBeKept(String name) {
            assertThat(refusal("{\"" + name + "\":1}").code()).isEqualTo(RpcError.PARSE_ERROR);
        }

        @Test
        void writesOneLine() {
            assertThat(echo("{\n\"a\" : \"x\\ny\\u2028z\u2029\u0085\"\n}"))
                    .doesNotContain("\n", "\r", "\u2028", "\u2029", "\u0085")
                    .contains("x\\ny\\u2028z\\u2029\\u0085");
        }
    }
}
