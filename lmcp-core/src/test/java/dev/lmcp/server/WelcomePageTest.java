package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.spi.Exchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WelcomePageTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final ServerInfo SERVER =
            new ServerInfo("desk", "1", Optional.of("Help desk"), Optional.of("Ask it\nabout orders"));

    private static WelcomePage page(String path) {
        return new WelcomePage(SERVER, path, Optional.empty());
    }

    private static Optional<Exchange.Response> ask(WelcomePage page, ArrivedRequest request) {
        return page.answer(request);
    }

    private static String text(WelcomePage page, String path) {
        return new String(
                ask(page, new ArrivedRequest("GET", path).with("Accept", BROWSER))
                        .orElseThrow()
                        .body(),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /mcp", "HEAD, /", "HEAD, /mcp"})
    void answersABrowserAtTheRootAndAtTheEndpoint(String method, String path) {
        Exchange.Response response = ask(page("/mcp"), new ArrivedRequest(method, path).with("Accept", BROWSER))
                .orElseThrow();

        assertThat(response.status()).isEqualTo(200);
        assertThat(ResponseFields.of(response.headers()))
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Vary", "Accept")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("<h1 dir=\"auto\">Help desk</h1>", "Ask it\nabout orders", "mcpServers", "/mcp</code>");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "GET | /mcp | none",
                "GET | /mcp | */*",
                "GET | /mcp | text/*",
                "GET | /mcp | text/event-stream",
                "GET | /mcp | text/html, text/event-stream",
                "GET | /mcp | text/html;q=0",
                "GET | / | application/json",
                "GET | /other | text/html",
                "POST | /mcp | text/html",
                "DELETE | /mcp | text/html"
            })
    void leavesEveryOtherRequestAlone(String method, String path, String accept) {
        ArrivedRequest request = new ArrivedRequest(method, path);

        assertThat(ask(page("/mcp"), accept == null ? request : request.with("Accept", accept)))
                .isEmpty();
    }

    @Test
    void leavesARequestAloneThatNamesASession() {
        ArrivedRequest request =
                new ArrivedRequest("GET", "/mcp").with("Accept", BROWSER).with("Mcp-Session-Id", "s");

        assertThat(ask(page("/mcp"), request)).isEmpty();
    }

    @Test
    void escapesWhatTheOperatorWrote() {
        String evil = "</p><script>alert(\"1\")</script>&'";
        WelcomePage page = new WelcomePage(
                new ServerInfo(evil, "1", Optional.empty(), Optional.of(evil)), "/mcp", Optional.empty());

        assertThat(text(page, "/mcp"))
                .doesNotContain("<script", "alert(\"")
                .contains("&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;");
    }

    @Test
    void namesTheServerIfItHasNoTitle() {
        WelcomePage page = new WelcomePage(
                new ServerInfo("desk", "1", Optional.empty(), Optional.empty()), "/mcp", Optional.empty());

        assertThat(text(page, "/")).contains("<title>desk</title>").doesNotContain("What it is for", "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mcp", "/api/model"})
    void linksToTheHealthDocumentsOfTheRoot(String path) {
        String up = path.equals("/api/model") ? "../" : "";

        assertThat(text(page(path), path))
                .contains("href=\"" + up + "health/live\"", "href=\"" + up + "health/ready\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mcp"})
    void showsTheUrlThatClientsCallIfAPluginKnowsIt(String path) {
        String url = "https://mcp.example/tools/mcp?a=1&b=2";
        String text = text(new WelcomePage(SERVER, "/mcp", Optional.of(URI.create(url))), path);

        assertThat(text)
                .contains(
                        "<pre><code>https://mcp.example/tools/mcp?a=1&amp;b=2</code></pre>",
                        "&quot;url&quot;:&quot;https://mcp.example/tools/mcp?a=1&amp;b=2&quot;")
                .doesNotContain("http://", "proxy");
    }

    @Test
    void saysWhichAddressIsRightIfNobodyKnowsThatUrl() {
        assertThat(text(page("/mcp"), "/")).contains("because of a proxy, that beginning is\nthe right one. Clients");
    }

    @Test
    void allowsTheBrowserItsOwnStyleAndNothingElse() {
        Exchange.Response response = ask(page("/mcp"), new ArrivedRequest("GET", "/").with("Accept", BROWSER))
                .orElseThrow();

        assertThat(ResponseFields.of(response.headers()).get("Content-Security-Policy"))
                .matches(
                        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'");
        assertThat(text(page("/mcp"), "/")).doesNotContain("<script", "src=", "http://", "https://");
    }
}
