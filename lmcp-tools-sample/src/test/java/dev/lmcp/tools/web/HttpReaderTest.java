package dev.lmcp.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpReaderTest {

    private static HttpReader.Body read(String response, int most) throws IOException {
        HttpReader reader = new HttpReader(new ByteArrayInputStream(response.getBytes(StandardCharsets.ISO_8859_1)));
        return reader.body(reader.head(), most);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 5~~helloXXX|hello|false",
                "HTTP/1.1 200~~hello|hello|false",
                "HTTP/1.0 200 OK~~|''|false",
                "HTTP/1.1 200 OK~~hello-and-more than is wanted|hello-and-|true",
                "HTTP/1.1 200 OK~content-length: 50~~hello-and-more|hello-and-|true",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3;x=y~hel~2~lo~0~~|hello|false",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 2~~5~hello~0~~|hello|false",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~A~0123456789~F~0123456789ABCDE~0~~|0123456789|true",
                "HTTP/1.1 103 Hint~~HTTP/1.1 200 OK~~x|x|false",
                "HTTP/1.1 204 No~~x|''|false"
            })
    void readsBodies(String response, String body, boolean truncated) throws IOException {
        HttpReader.Body read = read(response.replace("~", "\r\n"), 10);

        assertThat(new String(read.bytes(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(read.truncated()).isEqualTo(truncated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH",
                "HTTP/2 200~~",
                "HTTP/1.1 999 X~~",
                "HTTP/1.1 2000 X~~",
                "HTTP/1.1 200 OK~no colon~~",
                "HTTP/1.1 200 OK~: no name~~",
                "HTTP/1.1 200 OK~Content-Length: -1~~",
                "HTTP/1.1 200 OK~Content-Length: 99999999999999999999~~",
                "HTTP/1.1 200 OK~Content-Length: 5~~hel",
                "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-5~hello~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~FFFFFFFFFFFFFFFF~hello~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~hello~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~hel"
            })
    void refusesMalformedResponses(String response) {
        assertThatThrownBy(() -> read(response.replace("~", "\r\n"), 10)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void limitsTheSizeOfTheHead() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 " + "x".repeat(20_000), 10)).hasMessage("the head is too long");
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(100_000), 10))
                .hasMessage("the head is too long");
        assertThatThrownBy(() -> read("HTTP/1.1 100 Go\r\n\r\n".repeat(1000), 10))
                .hasMessage("the server sends too many interim responses");
    }
}
