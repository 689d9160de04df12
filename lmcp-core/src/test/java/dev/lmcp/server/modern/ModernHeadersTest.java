package dev.lmcp.server.modern;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.ParamHeader;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.support.TestExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModernHeadersTest {

    private static final ParamHeader TEXT = new ParamHeader("A", List.of("a"), "string");
    private static final ParamHeader WHOLE = new ParamHeader("N", List.of("in", "n"), "integer");
    private static final ParamHeader BOOLEAN = new ParamHeader("B", List.of("b"), "boolean");

    private static TestExchange exchange(String... namesAndValues) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new TestExchange("POST", "/mcp", headers, "");
    }

    private static void name(String header, String name) {
        ModernHeaders.checkMethodAndName(
                exchange("mcp-method", "tools/call", "MCP-NAME", header),
                "tools/call",
                object("{}").put("name", name));
    }

    private static void parameter(ParamHeader parameter, String arguments, String... sent) {
        ModernHeaders.checkParameters(exchange(sent), List.of(parameter), tree(arguments));
    }

    private static void mismatches(Runnable check, String message) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(
                        RpcException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(ModernErrors.HEADER_MISMATCH))
                .hasMessage("Header mismatch: " + message);
    }

    @Test
    void repeatTheMethodInTheSameCase() {
        mismatches(
                () -> ModernHeaders.checkMethodAndName(exchange(), "tools/list", object("{}")),
                "Mcp-Method is missing");
        mismatches(
                () -> ModernHeaders.checkMethodAndName(
                        exchange("Mcp-Method", "TOOLS/LIST"), "tools/list", object("{}")),
                "Mcp-Method does not match the request's method");
        assertThatCode(() -> ModernHeaders.checkMethodAndName(
                        exchange("MCP-METHOD", " tools/list\t"), "tools/list", object("{}")))
                .doesNotThrowAnyException();
    }

    @Test
    void mayNotBeRepeated() {
        TestExchange twice =
                new TestExchange("POST", "/mcp", Map.of("Mcp-Method", List.of("tools/list", "tools/list")), "");

        mismatches(() -> ModernHeaders.checkMethodAndName(twice, "tools/list", object("{}")), "Mcp-Method is repeated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  t  ' | t",
                "=?base64?SGVsbG8=?= | Hello",
                "=?base64?w6Twn5iA?= | ä😀",
                "=?base64??= | ''",
                "=?base64? | =?base64?",
                "SGVsbG8=?= | SGVsbG8=?=",
                "=?BASE64?SGVsbG8=?= | =?BASE64?SGVsbG8=?=",
                "=?base64?= | =?base64?="
            })
    void acceptANameInPlainTextOrInBase64(String header, String name) {
        assertThatCode(() -> name(header, name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?SGVsbG8?=",
                "=?base64?SGVs!!!bG8=?=",
                "=?base64?_w==?=",
                "=?base64?/w==?=",
                "=?base64?wK4=?="
            })
    void refuseInvalidBase64(String header) {
        mismatches(() -> name(header, "Hello"), "Mcp-Name is not valid Base64 of UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "a\u0000", "a\u007f", "a\nb", "\ud800"})
    void refuseCharactersOutsideOfVisibleAscii(String header) {
        mismatches(
                () -> name(header, header), "Mcp-Name has a character that is not visible ASCII; use the Base64 form");
    }

    @Test
    void repeatTheNameOfTheTool() {
        mismatches(() -> name("T", "t"), "Mcp-Name does not match the request's name");
        mismatches(
                () -> ModernHeaders.checkMethodAndName(
                        exchange("Mcp-Method", "resources/read"), "resources/read", object("{'uri':'a:b'}")),
                "Mcp-Name is missing");
        assertThatCode(() -> ModernHeaders.checkMethodAndName(
                        exchange("Mcp-Method", "tools/call", "Mcp-Name", "t"), "tools/call", object("{'name':7}")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "42", "42.0", "4.2e1", "1e999999999", "-0"})
    void compareWholeNumbersByTheirValue(String number) {
        parameter(WHOLE, "{'in':{'n':" + number + "}}", "Mcp-Param-N", number);
        mismatches(
                () -> parameter(WHOLE, "{'in':{'n':" + number + "}}", "mcp-param-n", "7"),
                "Mcp-Param-N does not match the argument");
    }

    @Test
    void acceptAWholeNumberInAnyNotation() {
        assertThatCode(() -> parameter(WHOLE, "{'in':{'n':42}}", "Mcp-Param-N", "42.0"))
                .doesNotThrowAnyException();
        for (String sent :
                new String[] {"9007199254740992", "x", "", "0x2A", "NaN", "9".repeat(10_000), "1e99999999999"}) {
            mismatches(
                    () -> parameter(WHOLE, "{'in':{'n':9007199254740993}}", "Mcp-Param-N", sent),
                    "Mcp-Param-N does not match the argument");
        }
    }

    @Test
    void compareTextsAndBooleansExactly() {
        assertThatCode(() -> {
                    parameter(TEXT, "{'a':'x'}", "Mcp-Param-A", "x");
                    parameter(BOOLEAN, "{'b':true}", "Mcp-Param-B", "true");
                    parameter(BOOLEAN, "{'b':false}", "Mcp-Param-B", "false");
                })
                .doesNotThrowAnyException();
        mismatches(() -> parameter(TEXT, "{'a':'x'}", "Mcp-Param-A", "X"), "Mcp-Param-A does not match the argument");
        mismatches(() -> parameter(TEXT, "{'a':1}", "Mcp-Param-A", "1"), "Mcp-Param-A does not match the argument");
        mismatches(
                () -> parameter(BOOLEAN, "{'b':true}", "Mcp-Param-B", "TRUE"),
                "Mcp-Param-B does not match the argument");
        mismatches(
                () -> parameter(TEXT, "{'a':{'x':1}}", "Mcp-Param-A", "x"), "Mcp-Param-A does not match the argument");
    }

    @Test
    void arePresentExactlyIfTheArgumentIsPresent() {
        assertThatCode(() -> {
                    parameter(TEXT, "{}");
                    parameter(TEXT, "{'a':null}");
                    parameter(WHOLE, "{'in':7}");
                    parameter(WHOLE, "{'in':[{'n':1}]}");
                    parameter(TEXT, "{}", "Mcp-Param-Other", "x");
                })
                .doesNotThrowAnyException();
        mismatches(() -> parameter(TEXT, "{'a':'x'}"), "Mcp-Param-A is missing");
        mismatches(
                () -> parameter(TEXT, "{}", "Mcp-Param-A", "x"), "Mcp-Param-A is present, but the argument is absent");
        mismatches(
                () -> parameter(TEXT, "{'a':null}", "Mcp-Param-A", "null"),
                "Mcp-Param-A is present, but the argument is absent");
    }
}
