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
    private final IssuerHttpClient http = new IssuerHttpClient(
            LOCAL, OutboundProxy.NONE, (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofSeconds(5));
    private final HttpJwksFetcher fetcher = new HttpJwksFetcher(() -> URI.create(server.url("/jwks")), http);

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
    void readsAMaxAgeByItsValue() throws FetchFailedException {
        for (String field : new String[] {
            "max-age=600", "Max-Age=600", "public,MAX-AGE=600", "max-age=\"600\"", "max-age=0000000000600, public"
        }) {
            server.on("/jwks", 200, "{}", "Cache-Control: " + field);

            assertThat(fetcher.fetch(Optional.empty()).maxAge()).as(field).contains(Duration.ofMinutes(10));
        }
        for (String field : new String[] {"max-age=2147483648", "max-age=" + "9".repeat(40)}) {
            server.on("/jwks", 200, "{}", "Cache-Control: " + field);

            assertThat(fetcher.fetch(Optional.empty()).maxAge()).as(field).contains(Duration.ofSeconds(2_147_483_647));
        }
        for (String field : new String[] {"s-maxage=600", "max-age=-1", "max-age=", "No-Store, max-age=600", ""}) {
            server.on("/jwks", 200, "{}", "Cache-Control: " + field);

            assertThat(fetcher.fetch(Optional.empty()).maxAge()).as(field).isEmpty();
        }
    }

    @Test
    void sendsATagOnlyToTheUrlThatItCameFrom() throws FetchFailedException {
        String[] path = {"/jwks"};
        HttpJwksFetcher moving = new HttpJwksFetcher(() -> URI.create(server.url(path[0])), http);
        server.on("/jwks", 200, "{}", "ETag: \"1\"");
        server.on("/moved", 200, "{}", "ETag: \"1\"");
        Optional<String> tag = moving.fetch(Optional.empty()).entityTag();

        path[0] = "/moved";
        moving.fetch(tag);
        moving.fetch(tag);
        path[0] = "/gone";
        assertThatExceptionOfType(FetchFailedException.class).isThrownBy(() -> moving.fetch(tag));

        assertThat(server.requests.get(1)).contains("/moved").doesNotContain("If-None-Match");
        assertThat(server.requests.get(2)).contains("/moved").contains("If-None-Match: \"1\"");
        assertThat(server.requests.get(3)).contains("/gone").doesNotContain("If-None-Match");
    }

    @Test
    void passesAFailureToTheLocator() {
        int[] failures = {0};
        EndpointLocator locator = new EndpointLocator() {
            @Override
            public URI locate() {
                return URI.create(server.url("/jwks"));
            }

            @Override
            public void reportFailure() {
                failures[0]++;
            }
        };

        new HttpJwksFetcher(locator, http).reportFailure();
        fetcher.reportFailure();

        assertThat(failures[0]).isEqualTo(1);
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
