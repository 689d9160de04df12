package dev.lmcp.testkit;

import dev.lmcp.spi.Exchange;
import java.io.IOException;

/** The body of a response that goes into a pipe, of a call as well as of a subscription. */
record PipedStream(BodyPipe pipe) implements Exchange.BlockingStream, Exchange.DetachedStream {

    @Override
    public void write(byte[] bytes) throws IOException {
        if (!pipe.offer(bytes)) {
            throw new IOException("the client has gone");
        }
    }

    @Override
    public boolean offer(byte[] bytes) {
        return pipe.offer(bytes);
    }

    @Override
    public void close() {
        pipe.end();
    }

    @Override
    public void onEnd(Runnable action) {
        pipe.onEnd(action);
    }
}
