package dev.lmcp.tools.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.config.StartupException;
import dev.lmcp.tools.sample.ToolServer.Era;
import dev.lmcp.tools.sample.ToolServer.Said;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The web tools, over a real socket, with a web server of the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebToolsTest {

    private FaultyWeb web;
    private ToolServer guarded;
    private ToolServer server;

    @BeforeAll
    void start() throws IOException {
        web = new FaultyWeb();
        guarded = ToolServer.start(Map.of("lmcp.tools", "web"));
        server = ToolServer.start(Map.of(
                "lmcp.tools",
                "web",
                "lmcp.tools.web.allow-private-hosts",
                "localhost",
                "lmcp.tools.web.searxng-url",
                "http://127.0.0.1:" + web.port() + "/searx/"));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        guarded.close();
        web.close();
    }

    private Said fetch(Era era, String path, Map<String, ?> more) throws IOException {
        Map<String, Object> arguments = new HashMap<>(more);
        arguments.put("url", "http://localhost:" + web.port() + path);
        return server.call(era, "fetch", arguments);
    }

    private Said fetch(String path) throws IOException {
        return fetch(Era.MODERN, path, Map.of());
    }

    private static void assertRefused(Said said, String words) {
        assertThat(said.isError()).as(said.text()).isTrue();
        assertThat(said.text()).contains(words).doesNotContain("xception", "java.");
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void readsAPageAsText(Era era) throws IOException {
        Said said = fetch(era, "/page", Map.of("user_agent", "tester"));

        assertThat(said.isError()).as(said.text()).isFalse();
        assertThat(said.structured().path("status").intValue()).isEqualTo(200);
        assertThat(said.structured().path("content_type").stringValue()).isEqualTo("text/html; charset=iso-8859-1");
        assertThat(said.structured().path("truncated").booleanValue()).isFalse();
        assertThat(said.structured().path("body").stringValue()).isEqualTo("Grüße\nasked by tester");
        assertThat(said.text()).contains("Grüße");
    }

    @ParameterizedTest
    @CsvSource({"html,<h1>Grüße</h1>", "raw,<script>", "plain,Grüße"})
    void rendersAPageAsRequested(String render, String part) throws IOException {
        String body = fetch(Era.MODERN, "/page", Map.of("render", render))
                .structured()
                .path("body")
                .stringValue();

        assertThat(body).contains(part);
        assertThat(body.contains("<script>")).isEqualTo(render.equals("raw"));
    }

    @Test
    void returnsTheStatusOfAMissingPage() throws IOException {
        Said said = fetch("/none");

        assertThat(said.isError()).isFalse();
        assertThat(said.structured().path("status").intValue()).isEqualTo(404);
    }

    @Test
    void fetchesAPathOfSlashes() throws IOException {
        Said said = fetch("//");

        assertThat(said.isError()).as(said.text()).isFalse();
        assertThat(said.structured().path("status").intValue()).isEqualTo(404);
    }

    @Test
    void keepsThePathIfARedirectHasOnlyAQuery() throws IOException {
        // /redirect?… redirects to ?/page, which is /redirect?/page, and that redirects to /page.
        assertThat(fetch("/redirect??/page").structured().path("body").stringValue())
                .contains("Grüße");
    }

    @Test
    void fetchesOnlyTheHead() throws IOException {
        Said said = fetch(Era.MODERN, "/page", Map.of("method", "HEAD"));

        assertThat(said.structured().path("status").intValue()).isEqualTo(200);
        assertThat(said.structured().path("bytes_read").intValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/redirect?http://127.0.0.1:PORT/page", "/redirect?http://169.254.169.254/", "/redirect?//[::1]/"
            })
    void refusesARedirectToAPrivateAddress(String path) throws IOException {
        assertRefused(fetch(path.replace("PORT", String.valueOf(web.port()))), "address that is not public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/redirect?file:///etc/passwd", "/redirect?ftp://localhost/", "/redirect?mailto:a@b"})
    void refusesARedirectOutOfTheWeb(String path) throws IOException {
        assertRefused(fetch(path), "is not a URL of the web");
    }

    @Test
    void followsAtMostFiveRedirects() throws IOException {
        assertThat(fetch("/hops?5").structured().path("body").stringValue()).contains("Grüße");
        assertRefused(fetch("/hops?6"), "redirects more than 5 times");
        assertRefused(fetch("/redirect?/redirect?x y"), "is not a URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:PORT/page", "http://localhost:PORT/page", "http://[::1]:PORT/page"})
    void refusesPrivateAddressesUnlessListed(String url) throws IOException {
        String here = url.replace("PORT", String.valueOf(web.port()));

        assertRefused(guarded.call(Era.LEGACY, "fetch", Map.of("url", here)), "address that is not public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/endless", "/endless-chunks"})
    void cutsAnEndlessBody(String path) throws IOException {
        Said said = fetch(Era.MODERN, path, Map.of("max_bytes", 5000));

        assertThat(said.structured().path("bytes_read").intValue()).isEqualTo(5000);
        assertThat(said.structured().path("truncated").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow-body", "/slow-head", "/silent"})
    void stopsWaitingForASlowServer(String path) throws IOException {
        long start = System.nanoTime();

        assertRefused(fetch(Era.MODERN, path, Map.of("timeout_s", 1)), "did not answer within 1 s");

        assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
    }

    @Test
    void decodesNothing() throws IOException {
        assertRefused(fetch("/gzip"), "content encoding that was not requested");
    }

    @Test
    void returnsBytesOnlyIfRequested() throws IOException {
        assertRefused(fetch("/binary"), "is 'image/png', which is not text");
        assertThat(fetch(Era.MODERN, "/binary", Map.of("render", "raw"))
                        .structured()
                        .path("body")
                        .stringValue())
                .isEqualTo("iVAA");
    }

    @Test
    void refusesMalformedHttp() throws IOException {
        assertRefused(fetch("/garbage"), "does not answer in HTTP/1.1");
        assertRefused(fetch("/nothing"), "the connection ended within the head");
    }

    @Test
    void reportsWrongArguments() throws IOException {
        assertRefused(fetch(Era.MODERN, "/page", Map.of("method", "POST")), "/method must be one of GET, HEAD");
        for (String agent : new String[] {"a\r\nX: y", "x\r\n", "x\n"}) {
            assertRefused(fetch(Era.MODERN, "/page", Map.of("user_agent", agent)), "/user_agent must match");
        }
        assertRefused(fetch(Era.MODERN, "/page", Map.of("timeout_s", 61)), "/timeout_s must be between 1 and 60");
        assertRefused(server.call(Era.MODERN, "fetch", Map.of("url", "file:///etc/passwd")), "not a URL of the web");
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void searchesWithTheConfiguredBackend(Era era) throws IOException {
        Said said = server.call(
                era,
                "web_search",
                Map.of(
                        "query",
                        "a&b=c",
                        "max_results",
                        1,
                        "region",
                        "de-AT",
                        "time_range",
                        "month",
                        "safesearch",
                        "off"));

        assertThat(said.isError()).as(said.text()).isFalse();
        assertThat(said.text())
                .hasLineCount(3)
                .startsWith("First\nhttp://first.example/\n")
                .endsWith("\nformat=json&q=a%26b%3Dc&safesearch=0&language=de-AT&time_range=month");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://operator:hush@127.0.0.1/",
                "http://operator:hush@",
                "http://operator:hu sh@127.0.0.1/",
                "http://127.0.0.1/?key=hush",
                "http://127.0.0.1/#hush",
                "ftp://127.0.0.1/hush"
            })
    void refusesASearchEngineWhoseUrlIsNotPlainWithoutShowingIt(String url) {
        assertThatThrownBy(() -> ToolServer.start(Map.of("lmcp.tools", "web", "lmcp.tools.web.searxng-url", url)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(
                        "searxng-url (code): is not the plain URL of a search engine; expected an http or")
                .message()
                .doesNotContain("hush", "hu sh", "operator");
    }

    @Test
    void doesNotShowTheUrlOfASearchEngineThatDoesNotRespond() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port + "/inside";
        try (ToolServer searching = ToolServer.start(Map.of("lmcp.tools", "web", "lmcp.tools.web.searxng-url", url))) {
            Said said = searching.call(Era.MODERN, "web_search", Map.of("query", "x"));

            assertThat(said.isError()).isTrue();
            assertThat(said.text()).isEqualTo("the search engine does not respond; its operator must check it");
        }
    }

    @Test
    void reportsThatNoSearchEngineIsConfigured() throws IOException {
        assertRefused(
                guarded.call(Era.MODERN, "web_search", Map.of("query", "x")),
                "no search engine is configured; expected one: the operator must set lmcp.tools.web.searxng-url");
    }
}
