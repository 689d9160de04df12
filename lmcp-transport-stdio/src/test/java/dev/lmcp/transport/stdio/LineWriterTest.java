package dev.lmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineWriterTest {

    private final CountDownLatch broken = new CountDownLatch(1);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private LineWriter writing(OutputStream out) {
        LineWriter writer = new LineWriter(out, broken::countDown);
        Thread thread = new Thread(writer, "test-writer");
        thread.setDaemon(true);
        thread.start();
        return writer;
    }

    @Test
    void endsEveryMessageWithALineFeed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineWriter writer = writing(out);

        writer.write(bytes("{}"));
        writer.write(bytes("[]"));
        writer.close();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{}\n[]\n");
        assertThatThrownBy(() -> writer.write(bytes("late")))
                .isInstanceOf(IOException.class)
                .hasMessage("the stream is closed");
    }

    @Test
    void blocksIfTheReaderHasStopped() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        LineWriter writer = writing(stopped(reads));
        AtomicInteger written = new AtomicInteger();
        Thread eager = eager(writer, written, 1_000);

        while (eager.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        // the queue, the pipe and the buffer before it: eight thousand bytes of one byte each
        assertThat(written.get()).isLessThan(1_000);
        reads.countDown();
        eager.join();
        assertThat(written.get()).isEqualTo(1_000);
        writer.close();
    }

    @Test
    void releasesAWaitingCallerWhenItIsClosed() throws Exception {
        LineWriter writer = writing(stopped(new CountDownLatch(1)));
        AtomicInteger written = new AtomicInteger();
        Thread eager = eager(writer, written, 1_000);

        writer.close();

        eager.join();
        assertThat(written.get()).isLessThan(1_000);
    }

    @Test
    void keepsAnInterruptForTheCaller() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineWriter writer = writing(out);

        Thread.currentThread().interrupt();
        writer.write(bytes("{}"));

        assertThat(Thread.interrupted()).isTrue();
        writer.close();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{}\n");
    }

    @Test
    void reportsABrokenPipe() throws Exception {
        LineWriter writer = writing(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("broken pipe");
            }
        });

        writer.write(bytes("{}"));

        assertThat(broken.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(writer.isClosed()).isTrue();
        assertThatThrownBy(() -> writer.write(bytes("late"))).isInstanceOf(IOException.class);
    }

    private static OutputStream stopped(CountDownLatch reads) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] some, int offset, int length) throws IOException {
                try {
                    reads.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private static Thread eager(LineWriter writer, AtomicInteger written, int messages) {
        byte[] message = bytes("x".repeat(1_000));
        Thread eager = new Thread(
                () -> {
                    try {
                        while (written.get() < messages) {
                            writer.write(message);
                            written.incrementAndGet();
                        }
                    } catch (IOException e) {
                        // the test checks how many were written
                    }
                },
                "test-eager");
        eager.start();
        return eager;
    }
}
