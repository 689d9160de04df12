package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BodyBufferTest {

    private static final int MAX = 300_000;

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "16384,16384",
        "16385,16385",
        "300000,300000",
        "0,-1",
        "1,-1",
        "70000,-1",
        "300000,-1",
        "100000,20000"
    })
    void keepsAllBytes(int sent, long announced) throws IOException {
        BodyBuffer buffer = new BodyBuffer(announced, MAX);

        readAll(buffer, sent);

        assertThat(buffer.isTooLarge()).isFalse();
        assertThat(buffer.count()).isEqualTo(sent);
        assertThat(buffer.toBytes()).isEqualTo(content(sent));
    }

    @Test
    void findsTheEndAfterTheAnnouncedLength() throws IOException {
        BodyBuffer buffer = new BodyBuffer(5, MAX);
        Content in = new Content(5);

        assertThat(buffer.readFrom(in)).isEqualTo(5);
        assertThat(buffer.readFrom(in)).isEqualTo(-1);
    }

    @Test
    void noticesABodyThatIsTooLarge() throws IOException {
        BodyBuffer buffer = new BodyBuffer(-1, MAX);

        readAll(buffer, MAX + 50_000);

        assertThat(buffer.isTooLarge()).isTrue();
        assertThat(buffer.count()).isEqualTo(MAX + 1);
    }

    private static void readAll(BodyBuffer buffer, int sent) throws IOException {
        Content in = new Content(sent);
        while (!buffer.isTooLarge() && buffer.readFrom(in) >= 0) {
            // the loop reads until the end
        }
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    /** Returns at most 5000 bytes for each read. */
    private static final class Content extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Content(int length) {
            this.bytes = new ByteArrayInputStream(content(length));
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, Math.min(length, 5000));
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("this is read at once");
        }
    }
}
