package dev.lmcp.server;

import dev.lmcp.server.base.Negotiation;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page for browsers: it describes the server and shows how to connect a client.
 *
 * <p>The page needs no credentials, so it shows no token and no tool. It has no script and loads nothing, and its
 * {@code Content-Security-Policy} allows neither. Safe for concurrent use.
 */
final class WelcomePage {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { margin: 0 auto; max-width: 44rem; padding: 2rem 1rem; font: 1rem/1.6 system-ui, sans-serif;
              color: #1f2328; background: #ffffff; overflow-wrap: anywhere; }
            h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
            h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            p { margin: .5rem 0; }
            .text { white-space: pre-wrap; }
            code { font: .9rem/1.5 ui-monospace, monospace; }
            pre { padding: .75rem 1rem; border: 1px solid #d0d7de; border-radius: 6px; background: #f6f8fa;
              white-space: pre-wrap; }
            a { color: #0550ae; }
            @media (prefers-color-scheme: dark) {
              body { color: #e6edf3; background: #0d1117; }
              pre { border-color: #3d444d; background: #161b22; }
              a { color: #79b8ff; }
            }
            """;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>%2$s</style>
            </head>
            <body>
            <h1 dir="auto">%1$s</h1>
            <p>This is an MCP (Model Context Protocol) server. Programs such as AI assistants and code editors use it. There is
            nothing to do here in a browser.</p>
            %3$s<h2>Connect a client</h2>
            <p>Give your client this URL:</p>
            <pre><code>%4$s</code></pre>
            <p>%7$sClients that are configured by a file take it in this form:</p>
            <pre><code>%5$s</code></pre>
            <p>If the server asks for a token, its operator has it. A client that supports OAuth opens the login itself.</p>
            <h2>Is it running?</h2>
            <p><a href="%6$shealth/live">health/live</a> tells whether the server is alive, and
            <a href="%6$shealth/ready">health/ready</a> whether it takes requests.</p>
            <h2>Documentation</h2>
            <p>The server is built with lmcp for Java. Its <code>docs/clients.md</code> has the settings of each client,
            and <code>docs/troubleshooting.md</code> helps if something does not work.</p>
            </body>
            </html>
            """;

    /** The server does not know its public URL, and any caller could send a header field that names another one. */
    private static final String PROXY_HINT = """
            If the address that your browser shows begins differently, for example because of a proxy, that beginning is
            the right one.\s""";

    private static final Headers HEADERS = Headers.of("Content-Type", "text/html; charset=utf-8")
            .with(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
            .with("Cache-Control", "no-store")
            .with("Vary", "Accept")
            .with("Referrer-Policy", "no-referrer")
            .with("X-Content-Type-Options", "nosniff");

    private final ServerInfo server;
    private final String path;
    private final Optional<URI> publicUrl;

    /**
     * Creates the page.
     *
     * @param publicUrl the URL that clients call; without it the page shows the URL of the request
     */
    WelcomePage(ServerInfo server, String path, Optional<URI> publicUrl) {
        this.server = server;
        this.path = path;
        this.publicUrl = publicUrl;
    }

    /** Answers a browser that asks for the application's root or for the endpoint; empty for every other request. */
    Optional<Exchange.Response> answer(Exchange exchange) {
        boolean isAsked = switch (exchange.method()) {
            // The transport leaves a body out of the answer to HEAD, but counts it.
            case "GET", "HEAD" -> exchange.path().equals("/") || exchange.path().equals(path);
            default -> false;
        };
        return isAsked && Negotiation.prefersHtml(exchange) && !Eras.namesSession(exchange)
                ? Optional.of(new Exchange.Response(200, HEADERS, page(exchange).getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    private String page(Exchange exchange) {
        String url = publicUrl.map(URI::toString).orElseGet(() -> url(exchange));
        return PAGE.formatted(
                escape(server.title().orElse(server.name())),
                STYLE,
                server.instructions()
                        .map(text ->
                                "<h2>What it is for</h2>\n<p class=\"text\" dir=\"auto\">" + escape(text) + "</p>\n")
                        .orElse(""),
                escape(url),
                escape(configuration(url)),
                "../".repeat((int) exchange.path().chars().filter(c -> c == '/').count() - 1),
                publicUrl.isPresent() ? "" : PROXY_HINT);
    }

    /** Returns the URL of the endpoint, or only its path if the transport does not know the rest. */
    private String url(Exchange exchange) {
        String asked = exchange.url().map(url -> url.split("[;?#]", 2)[0]).orElse(exchange.path());
        if (exchange.path().equals(path)) {
            return asked;
        }
        return (asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked) + path;
    }

    private String configuration(String url) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("mcpServers")
                .putObject(server.name())
                .put("type", "http")
                .put("url", url);
        return root.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256; expected one as every runtime has", e);
        }
    }
}
