package dev.lmcp.transport.stdio;

import dev.lmcp.spi.MessageChannel;
import java.io.IOException;
import java.util.Optional;

/** A message channel with one message in each line, in both directions. */
final class LineChannel implements MessageChannel, AutoCloseable {

    private final LineReader reader;
    private final LineWriter writer;

    LineChannel(LineReader reader, LineWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public Optional<byte[]> read(int maxBytes) throws IOException {
        return writer.isClosed() ? Optional.empty() : reader.next(maxBytes);
    }

    @Override
    public void write(byte[] message) throws IOException {
        writer.write(message);
    }

    @Override
    public void close() {
        writer.close();
    }
}
