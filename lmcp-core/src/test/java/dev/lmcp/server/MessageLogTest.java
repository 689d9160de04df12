package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageLogTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"greet\",\"arguments\":{\"name\":\"Ada\"},\"_meta\":{\"a\":1}}}"
                        + "| #1 tools/call {\"name\":\"greet\",\"arguments\":{\"name\":\"Ada\"}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}| notifications/cancelled",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{\"isError\":true,\"_meta\":{}}}| #x result {\"isError\":true}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1,\"message\":\"no\"}}| #1 error {\"code\":-1,\"message\":\"no\"}",
                "{not json| 9 bytes that are no JSON",
                "[1]| [1]"
            })
    void writesAMessageAsOneLine(String message, String line) {
        assertThat(MessageLog.describe(message.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "password",
        "userPassword",
        "PASSWD",
        "token",
        "accessToken",
        "client_secret",
        "apiKey",
        "api-key",
        "api_key",
        "Authorization",
        "credentials",
        "pin",
        "requestState"
    })
    void hidesSecretsAtEveryDepth(String member) {
        String message = "{\"id\":1,\"method\":\"m\",\"params\":{\"list\":[{\"" + member + "\":\"hunter2\"}],\""
                + member + "\":\"hunter2\"}}";

        assertThat(MessageLog.describe(message.getBytes(StandardCharsets.UTF_8)))
                .contains("\"" + member + "\":\"…\"")
                .doesNotContain("hunter2");
    }
}
