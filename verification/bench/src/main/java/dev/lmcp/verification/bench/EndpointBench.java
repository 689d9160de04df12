package dev.lmcp.verification.bench;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call of {@code echo} through everything but the container. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // start() comes first
public class EndpointBench {

    /** Who calls, and how. */
    @Param({"modern", "bearer", "oauth", "legacy"})
    public String caller = "modern";

    /** How many tools and sessions there are besides. */
    @Param({"nothing", "tools", "sessions"})
    public String besides = "nothing";

    private static final int MANY = 10_000;

    private Lmcp lmcp;
    private Endpoint endpoint;
    private Headers headers;
    private byte[] body;

    /** Starts the server. */
    @Setup(Level.Trial)
    public void start() throws IOException, GeneralSecurityException {
        HttpCall call = caller.equals("legacy") ? Calls.legacy("echo", Calls.TEXT) : Calls.modern("echo", Calls.TEXT);
        Map<String, String> settings = new LinkedHashMap<>(Map.of("lmcp.auth", "none"));
        if (caller.equals("bearer")) {
            settings.putAll(Tokens.BEARER);
            call = call.with("Authorization", "Bearer " + Tokens.SHARED);
        } else if (caller.equals("oauth")) {
            Tokens tokens = new Tokens();
            Path keys = Files.createTempFile("bench", ".json");
            keys.toFile().deleteOnExit();
            settings.putAll(tokens.settings(keys));
            call = call.with("Authorization", "Bearer " + tokens.token());
        }
        settings.put("lmcp.limits.max-sessions", String.valueOf(2 * MANY));
        lmcp = LmcpServer.start(settings, besides.equals("tools") ? MANY : 0);
        endpoint = lmcp.endpoint();
        for (int i = 0; besides.equals("sessions") && i < MANY; i++) {
            session();
        }
        if (caller.equals("legacy")) {
            call = call.with("Mcp-Session-Id", session());
        }
        headers = fields(call);
        body = call.body().getBytes(StandardCharsets.UTF_8);
        String said = new String(call().body(), StandardCharsets.UTF_8);
        if (!said.contains(Calls.TEXT)) {
            throw new IllegalStateException("the answer is '" + said + "'; expected '" + Calls.TEXT + "' in it");
        }
    }

    private String session() {
        HttpCall call = Calls.initialize();
        Exchange.Response answer = answer(fields(call), call.body().getBytes(StandardCharsets.UTF_8));
        return answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    /** The header fields that every client sends, and those of the call. */
    private static Headers fields(HttpCall call) {
        Headers.Builder fields = Headers.builder().add("Host", "127.0.0.1:8080");
        call.headers().forEach(fields::add);
        return fields.build();
    }

    private Exchange.Response answer(Headers fields, byte[] content) {
        MemoryExchange exchange = new MemoryExchange(fields, content);
        endpoint.handle(exchange);
        return exchange.answer();
    }

    /** Calls. */
    @Benchmark
    public Exchange.Response call() {
        return answer(headers, body);
    }

    /** Stops the server. */
    @TearDown(Level.Trial)
    public void stop() {
        lmcp.close();
    }
}
