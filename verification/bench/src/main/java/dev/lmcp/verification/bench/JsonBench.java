package dev.lmcp.verification.bench;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading and writing the JSON of one call: by hand, and by the codec. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBench {

    private final byte[] body = Calls.modern("echo", Calls.TEXT).body().getBytes(StandardCharsets.UTF_8);
    private final MessageCodec codec = new MessageCodec(64);
    private final Message answer = codec.read(codec.readTree(HandWrittenServlet.answer(body)));

    /** What the servlet written by hand does without its container: the least that there is to do. */
    @Benchmark
    public byte[] byHand() {
        return HandWrittenServlet.answer(body);
    }

    /** Reads the request. */
    @Benchmark
    public Message read() {
        return codec.read(codec.readTree(body));
    }

    /** Writes the response. */
    @Benchmark
    public byte[] write() {
        return codec.write(answer);
    }
}
