package dev.lmcp.auth.oauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpJwksFetcherTest {

    private static final OutboundPolicy LOCAL = new OutboundPolicy(Set.of("localhost"), Set.of("localhost"));

    private final FakeServer server = new FakeServer();
    private final HttpJwksFetcher fetcher = new HttpJwksFetcher(
            () -> URI.create(server.url("/jwks")),
            new IssuerHttpClient(
            LOCAL, OutboundProxy.NONE, (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofSeconds(5)));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsAJwkSetWithItsEntityTagAndMaxAge() throws FetchFailedException {
        server.on("/jwks", 200, "{}", "ETag: \"1\"", "Cache-Control: public, max-age=600");

        JwksFetcher.Document document = fetcher.fetch(Optional.empty());

        assertThat(document.entityTag()).contains("\"1\"");
        assertThat(document.maxAge()).contains(Duration.ofMinutes(10));
        server.on("/jwks", 304, "", "Cache-Control: no-store, max-age=600");
        JwksFetcher.Document unchanged = fetcher.fetch(document.entityTag());
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.maxAge()).isEmpty();
        assertThat(server.requests.get(1)).contains("If-None-Match: \"1\"");
    }

    @Test
    void retriesOnceIfTheServerFails() {
        server.on("/jwks", 503, "");

        assertThatExceptionOfType(FetchFailedException.class).isThrownBy(() -> fetcher.fetch(Optional.empty()));
        assertThat(server.count("/jwks")).isEqualTo(2);

        server.on("/jwks", 301, "", "Location: " + server.url("/other"));
        assertThatExceptionOfType(FetchFailedException.class).isThrownBy(() -> fetcher.fetch(Optional.empty()));
        assertThat(server.count("/jwks")).isEqualTo(3);
    }
}
