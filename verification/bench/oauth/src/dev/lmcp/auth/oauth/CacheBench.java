package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The cost of a cached token, and the part of its hash in that cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBench {

    private final Clock clock = Clock.systemUTC();
    private String token;
    private TokenVerifier verifier;

    @Setup
    public void setUp() throws GeneralSecurityException {
        BenchTokens tokens = new BenchTokens();
        token = tokens.rs256;
        verifier = new TokenVerifier(
                List.of(tokens.rsaIssuer()), new TokenCache(4096, new MonotonicTime()), Duration.ofDays(1));
    }

    @Benchmark
    public Object hit() {
        return verifier.verify(token, TokenHash.of(token), clock.instant());
    }

    @Benchmark
    public Object sha256() {
        return Sha256.digest(token.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A clock without tasks: the benchmark refreshes nothing. */
    private static final class MonotonicTime implements TaskScheduler {

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("this benchmark schedules no task");
        }
    }
}
