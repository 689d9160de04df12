package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.server.start.TestSettings;
import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.server.support.RecordingLogger;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.spi.Exchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {

    private static final String FOREIGN_ORIGIN = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":"
            + "\"Forbidden: this server does not accept calls from web pages of this origin."
            + " The operator can allow it with 'lmcp.allowed-origins'.\"}}";
    private static final String FOREIGN_HOST = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":"
            + "\"Forbidden: this server does not answer under the host name of this request."
            + " The operator can allow it with 'lmcp.allowed-hosts'.\"}}";

    private final RecordingLogger logger = new RecordingLogger();

    private OriginPolicy policy(Map<String, String> keys) {
        return policy(keys, List.of());
    }

    private OriginPolicy policy(Map<String, String> keys, List<String> known) {
        TestSettings settings = new TestSettings("lmcp.", keys);
        OriginPolicy policy = OriginPolicy.read(
                settings.slice(), known, List.of("X-One", "X-Two"), new RateLimitedLog(logger, new TestClock()));
        assertThat(settings.problems()).isEmpty();
        return policy;
    }

    private static ArrivedRequest from(String host, String origin) {
        ArrivedRequest request = ArrivedRequest.post();
        if (host != null) {
            request.with("Host", host);
        }
        return origin == null ? request : request.with("Origin", origin);
    }

    private static void assertRefused(OriginPolicy policy, Exchange request, String body) {
        Optional<Exchange.Response> response = policy.refuse(request);
        assertThat(response).isPresent();
        assertThat(response.get().status()).isEqualTo(403);
        assertThat(ResponseFields.of(response.get().headers()))
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKey("Access-Control-Allow-Origin");
        assertThat(new String(response.get().body(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(ResponseFields.of(policy.corsHeaders(request))).isEmpty();
    }

    /** The host of the URL that clients call, as a proxy passes it on. */
    @Nested
    class WithAPublicUrl {

        private final URI url = URI.create("https://mcp.example.com/app/mcp");

        @Test
        void itsHostIsAllowedBesideTheOthers() {
            for (OriginPolicy policy : List.of(
                    policy(Map.of("allowed-hosts", "inner.example")).allowing(url),
                    policy(Map.of(), List.of("inner.example")).allowing(url))) {
                for (String host : List.of("mcp.example.com", "MCP.example.com:443", "inner.example")) {
                    assertThat(policy.refuse(from(host, null))).as(host).isEmpty();
                    assertThat(policy.refuse(from(host, "https://" + host.toLowerCase(java.util.Locale.ROOT))))
                            .as(host)
                            .isEmpty();
                }
                for (String host : List.of("evil.example", "x.mcp.example.com", "mcp.example.com.evil.example")) {
                    assertRefused(policy, from(host, null), FOREIGN_HOST);
                }
                assertRefused(policy, from("mcp.example.com", "https://evil.example"), FOREIGN_ORIGIN);
            }
        }

        @Test
        void everyHostStaysAllowedIfItWas() {
            OriginPolicy policy = policy(Map.of()).allowing(url);

            assertThat(policy.refuse(from("other.example", null))).isEmpty();
            assertRefused(policy, from("mcp.example.com", "https://mcp.example.com"), FOREIGN_ORIGIN);
        }
    }

    @Nested
    class ByDefault {

        private final OriginPolicy policy = policy(Map.of());

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "localhost:8080",
                    "127.0.0.1:8080",
                    "[::1]:8080",
                    "mcp.example.com",
                    "my_service:9000",
                    "192.168.1.5:8080",
                    "evil.example.com"
                })
        void aProgramIsAllowedUnderAnyHostName(String host) {
            assertThat(policy.refuse(from(host, null))).isEmpty();
        }

        @Test
        void aProgramIsAllowedWithoutAHostName() {
            assertThat(policy.refuse(from(null, null))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "localhost:8080,http://localhost:8080",
            "localhost:8080,http://localhost:3000",
            "localhost:8080,https://127.0.0.1",
            "127.0.0.1:8080,http://[::1]:5173",
            "[::1],http://localhost",
            "LOCALHOST:8080,HTTP://LocalHost:8080"
        })
        void aLocalPageIsAllowedAtALocalHost(String host, String origin) {
            ArrivedRequest request = from(host, origin);

            assertThat(policy.refuse(request)).isEmpty();
            assertThat(ResponseFields.of(policy.corsHeaders(request)))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "Access-Control-Allow-Origin", origin,
                            "Access-Control-Expose-Headers", "X-One, X-Two, WWW-Authenticate",
                            "Vary", "Origin"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "",
                    "http://evil.example.com",
                    "http://localhost.evil.example.com",
                    "http://localhostevil.example",
                    "http://127.0.0.1.evil.example",
                    "http://evil.example/localhost",
                    "http://localhost@evil.example",
                    "http://user:localhost@evil.example",
                    "http://evil.example#localhost",
                    "http://evil.example?localhost",
                    "http://localhost:8080@evil.example",
                    "http://localhost.",
                    "http://localhost/",
                    "http://localhost:0",
                    "http://localhost:99999",
                    "http://localhost:",
                    "http://localhost:8080:80",
                    "http://[::1",
                    "http://[0:0:0:0:0:0:0:1]",
                    "http://[::ffff:127.0.0.1]",
                    "http://0.0.0.0",
                    "http://127.1",
                    "http://2130706433",
                    "http://loc\u0430lhost",
                    "http://localhost\u3002",
                    "http://localhost http://evil.example",
                    "http://localhost, http://evil.example",
                    "http://*",
                    "*",
                    "localhost",
                    "//localhost",
                    "file://localhost",
                    "chrome-extension://localhost",
                    "http:localhost",
                    " http://localhost"
                })
        void aForeignPageIsRefused(String origin) {
            assertRefused(policy, from("localhost:8080", origin), FOREIGN_ORIGIN);
        }

        @Test
        void aReboundPageIsRefusedEvenIfItsOriginIsTheHost() {
            assertRefused(policy, from("evil.example.com", "http://evil.example.com"), FOREIGN_ORIGIN);
            assertRefused(policy, from("evil.example.com:8080", "http://evil.example.com:8080"), FOREIGN_ORIGIN);
            assertRefused(policy, from("evil.example.com", "http://localhost"), FOREIGN_ORIGIN);
            assertRefused(policy, from(null, "http://localhost"), FOREIGN_ORIGIN);
        }

        @Test
        void severalOriginsAreRefused() {
            assertRefused(
                    policy, from("localhost", "http://localhost").with("Origin", "http://localhost"), FOREIGN_ORIGIN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "localhost@evil.example", "a b", "localhost/", "[::1", "localhost:x", "a,b"})
        void aMalformedHostIsRefused(String host) {
            assertRefused(policy, from(host, null), FOREIGN_HOST);
        }

        @Test
        void anAllowedHostDoesNotAllowAnotherHost() {
            assertThat(policy.refuse(from("localhost:8080", null))).isEmpty();

            assertRefused(policy, from("a b", null), FOREIGN_HOST);
            assertRefused(policy, from("localhost:8080", null).with("Host", "localhost:8080"), FOREIGN_HOST);
            assertRefused(policy, from("localhost:8080", "http://evil.example"), FOREIGN_ORIGIN);
            assertThat(policy.refuse(from("localhost:8080", null))).isEmpty();
        }

        @Test
        void twoHostsAreRefused() {
            assertRefused(policy, from("localhost", null).with("Host", "localhost"), FOREIGN_HOST);
        }
    }

    @Nested
    class WithHosts {

        private final OriginPolicy policy = policy(Map.of("allowed-hosts", "mcp.example.com, [::1]:8080 10.0.0.1"));

        @ParameterizedTest
        @ValueSource(strings = {"mcp.example.com", "MCP.example.com:8443", "[::1]:8080", "10.0.0.1:1"})
        void theyAreAllowed(String host) {
            assertThat(policy.refuse(from(host, null))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"localhost", "[::1]:8081", "[::1]", "mcp.example.com.", "x.mcp.example.com", "10.0.0.10"})
        void othersAreRefused(String host) {
            assertRefused(policy, from(host, null), FOREIGN_HOST);
        }

        @Test
        void aMissingHostIsRefused() {
            assertRefused(policy, from(null, null), FOREIGN_HOST);
        }

        @ParameterizedTest
        @CsvSource({
            "mcp.example.com,https://mcp.example.com",
            "mcp.example.com:443,https://mcp.example.com",
            "mcp.example.com,https://mcp.example.com:443",
            "mcp.example.com:8080,http://mcp.example.com:8080",
            "[::1]:8080,http://[::1]:8080"
        })
        void theirOwnPagesAreAllowed(String host, String origin) {
            assertThat(policy.refuse(from(host, origin))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "mcp.example.com,https://mcp.example.com:8443",
            "mcp.example.com,https://10.0.0.1",
            "mcp.example.com,http://localhost",
            "[::1]:8080,http://evil.example"
        })
        void otherPagesAreRefused(String host, String origin) {
            assertRefused(policy, from(host, origin), FOREIGN_ORIGIN);
        }
    }

    @Nested
    class WithOrigins {

        private final OriginPolicy policy =
                policy(Map.of("allowed-origins", "https://app.example.com http://localhost:* vscode-webview://abc"));

        @ParameterizedTest
        @CsvSource({
            "anything.example,https://app.example.com",
            "anything.example,HTTPS://APP.example.com:443",
            "localhost,http://localhost:6274",
            "localhost,http://localhost",
            "localhost,vscode-webview://abc"
        })
        void theyAreAllowedAtEveryHost(String host, String origin) {
            assertThat(policy.refuse(from(host, origin))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://app.example.com",
                    "https://app.example.com:8443",
                    "https://app.example.com.evil.example",
                    "https://xapp.example.com",
                    "https://localhost:1",
                    "http://127.0.0.1",
                    "null"
                })
        void theyReplaceTheDefault(String origin) {
            assertRefused(policy, from("localhost", origin), FOREIGN_ORIGIN);
        }

        @Test
        void aStarAllowsEveryOriginExceptOpaqueOnes() {
            OriginPolicy open = policy(Map.of("allowed-origins", "*"));

            assertThat(open.isOpen()).isTrue();
            assertThat(policy.isOpen()).isFalse();
            assertThat(open.refuse(from("mcp.example.com", "https://any.example")))
                    .isEmpty();
            assertRefused(open, from("mcp.example.com", "null"), FOREIGN_ORIGIN);
        }
    }

    @Nested
    class Preflight {

        private final OriginPolicy policy = policy(Map.of());

        private ArrivedRequest options(String origin) {
            return new ArrivedRequest("OPTIONS", "/mcp")
                    .with("Host", "localhost")
                    .with("Origin", origin);
        }

        @Test
        void allowsWhatClientsSend() {
            ArrivedRequest request = options("http://localhost:3000")
                    .with("Access-Control-Request-Method", "POST")
                    .with("Access-Control-Request-Headers", "authorization,content-type")
                    .with("Access-Control-Request-Headers", " mcp-param-x ");

            Exchange.Response response = policy.preflight(request).orElseThrow();

            assertThat(response.status()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertThat(ResponseFields.of(response.headers()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "Allow", "POST, GET, DELETE, OPTIONS",
                            "Access-Control-Allow-Origin", "http://localhost:3000",
                            "Access-Control-Allow-Methods", "POST, GET, DELETE",
                            "Access-Control-Allow-Headers", "authorization, content-type, mcp-param-x",
                            "Access-Control-Max-Age", "600",
                            "Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "a\u0000", "a,,b", "a\r\nX: y", "ä", "a:b"})
        void echoesOnlyFieldNames(String names) {
            ArrivedRequest request = options("http://localhost").with("Access-Control-Request-Headers", names);

            assertThat(ResponseFields.of(policy.preflight(request).orElseThrow().headers()))
                    .doesNotContainKey("Access-Control-Allow-Headers");
        }

        @Test
        void echoesABoundedNumberOfNames() {
            String max = "a,".repeat(63) + "a";

            assertThat(ResponseFields.of(
                            policy.preflight(options("http://localhost").with("Access-Control-Request-Headers", max))
                                    .orElseThrow()
                                    .headers()))
                    .containsKey("Access-Control-Allow-Headers");
            assertThat(ResponseFields.of(policy.preflight(
                                    options("http://localhost").with("Access-Control-Request-Headers", max + ",a"))
                            .orElseThrow()
                            .headers()))
                    .doesNotContainKey("Access-Control-Allow-Headers");
        }

        @Test
        void allowsAForeignPageNothing() {
            assertThat(ResponseFields.of(policy.preflight(options("http://evil.example"))
                            .orElseThrow()
                            .headers()))
                    .doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Methods");
        }

        @Test
        void isSentForOptionsOnly() {
            assertThat(policy.preflight(from("localhost", "http://localhost"))).isEmpty();
        }
    }

    @Test
    void logsTheRefusedOriginAndTheRemedy() {
        OriginPolicy policy = policy(Map.of());

        policy.refuse(from("localhost", "http://evil.example\nINFO forged"));
        policy.refuse(from("localhost", "http://other.example"));

        assertThat(logger.lines())
                .containsExactly("WARNING request refused with 403: Origin 'http://evil.example INFO forged' is not"
                        + " trusted; expected none, one of lmcp.allowed-origins, or by default a loopback origin and host;"
                        + " if this web page may call, add its origin to lmcp.allowed-origins");
    }

    @ParameterizedTest
    @CsvSource({
        "allowed-origins,https://app.example.com/,'is not an origin; expected scheme://host or scheme://host:port without a path,"
                + " scheme://host:* for any port, or a single * for every origin'",
        "allowed-origins,null,'is not an origin; expected scheme://host or scheme://host:port without a path,"
                + " scheme://host:* for any port, or a single * for every origin'",
        "allowed-hosts,https://mcp.example.com,'is not a host; expected a name or an address, or host:port'",
        "allowed-hosts,*,'is not a host; expected a name or an address, or host:port'"
    })
    void reportsAMistypedValue(String key, String value, String text) {
        TestSettings settings = new TestSettings("lmcp.", Map.of(key, value));

        OriginPolicy.read(settings.slice(), List.of(), List.of(), new TestClock());

        assertThat(settings.problems()).containsExactly("lmcp." + key + " (code): '" + value + "' " + text);
    }

    @Test
    void allowsTheHostsOfTheTransportUnlessTheOperatorNamesOthers() {
        List<String> loopback = List.of("localhost", "127.0.0.1", "[::1]");

        OriginPolicy known = policy(Map.of(), loopback);
        OriginPolicy named = policy(Map.of("allowed-hosts", "mcp.example"), loopback);

        assertThat(known.refuse(from("localhost:8080", null))).isEmpty();
        assertThat(known.refuse(from("[::1]:8080", null))).isEmpty();
        assertRefused(known, from("rebound.example", null), FOREIGN_HOST);
        assertRefused(named, from("localhost:8080", null), FOREIGN_HOST);
        assertThat(named.refuse(from("mcp.example", null))).isEmpty();
    }
}
