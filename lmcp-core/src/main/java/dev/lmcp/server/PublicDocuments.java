package dev.lmcp.server;

import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.PublicDocument;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The documents that every client may read, from any origin and without credentials. Safe for concurrent use. */
public final class PublicDocuments {

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final ConcurrentMap<String, PublicDocument.Source> sources = new ConcurrentHashMap<>();
    private final RateLimitedLog log;

    public PublicDocuments(InstantSource time) {
        this(new RateLimitedLog(System.getLogger("dev.lmcp.http"), time));
    }

    public PublicDocuments(RateLimitedLog log) {
        this.log = log;
    }

    /**
     * Publishes a document.
     *
     * @throws IllegalArgumentException if the path is malformed or a document has it already
     */
    public void publish(String path, PublicDocument.Source source) {
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/")) {
            throw new IllegalArgumentException(
                    "'" + path + "' is not a path for a document; expected '/' at its beginning and not at its end");
        }
        if (sources.putIfAbsent(path, source) != null) {
            throw new IllegalArgumentException(
                    "a document is already published at '" + path + "'; expected one document for each path");
        }
    }

    /** Answers a request for one of the documents, of any method; empty if no document has its path. */
    Optional<Exchange.Response> answer(Exchange exchange) {
        String path = exchange.path();
        PublicDocument.Source exact = sources.get(path);
        PublicDocument.Source source =
                exact == null && path.endsWith("/") ? sources.get(path.substring(0, path.length() - 1)) : exact;
        return source == null ? Optional.empty() : Optional.of(answer(exchange, source));
    }

    private Exchange.Response answer(Exchange exchange, PublicDocument.Source source) {
        return switch (exchange.method()) {
            // The transport does not send the body of a response to HEAD, but sets its Content-Length.
            case "GET", "HEAD" -> read(exchange, source);
            case "OPTIONS" -> preflight(exchange);
            default -> empty(405, Headers.of("Allow", METHODS));
        };
    }

    private Exchange.Response read(Exchange exchange, PublicDocument.Source source) {
        Optional<PublicDocument> document;
        try {
            document = source.read();
        } catch (RuntimeException e) {
            log.warn(
                    exchange.path(),
                    "document '" + exchange.path() + "' could not be read: "
                            + e.getClass().getName() + "; the request was answered with 500");
            return empty(500, Headers.of("Cache-Control", "no-store"));
        }
        return document.map(found -> send(exchange, found))
                .orElseGet(() -> empty(404, Headers.of("Cache-Control", "no-store")));
    }

    private static Exchange.Response send(Exchange exchange, PublicDocument document) {
        byte[] body = document.body();
        String tag = tag(body);
        Headers headers = Headers.of(
                        "Cache-Control", "public, max-age=" + document.maxAge().toSeconds())
                .with("ETag", tag);
        if (isMatched(exchange.headers("If-None-Match"), tag)) {
            return empty(304, headers);
        }
        Headers complete =
                headers.with("Content-Type", document.contentType()).with("X-Content-Type-Options", "nosniff");
        return new Exchange.Response(200, forEveryOrigin(complete), body);
    }

    private static Exchange.Response preflight(Exchange exchange) {
        Headers headers = Headers.of("Allow", METHODS)
                .with("Access-Control-Allow-Methods", METHODS)
                .with("Access-Control-Max-Age", "600");
        return empty(
                204,
                Cors.requestedHeaders(exchange)
                        .map(names -> headers.with("Access-Control-Allow-Headers", names))
                        .orElse(headers));
    }

    /** Returns whether one of the tags matches, by the weak comparison, or is {@code *} (RFC 9110 §13.1.2). */
    private static boolean isMatched(List<String> lines, String tag) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .anyMatch(sent -> sent.equals("*") || sent.equals(tag) || sent.equals("W/" + tag));
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 15)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "this Java runtime has no SHA-256; expected it, because every Java runtime must have it", e);
        }
    }

    private static Exchange.Response empty(int status, Headers headers) {
        return Exchange.Response.empty(status, forEveryOrigin(headers));
    }

    private static Headers forEveryOrigin(Headers headers) {
        return headers.with("Access-Control-Allow-Origin", "*");
    }
}
