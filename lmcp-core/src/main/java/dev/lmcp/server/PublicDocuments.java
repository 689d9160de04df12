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

/** The documents that anybody may read, from any origin and without credentials. Safe for concurrent use. */
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
     * @throws IllegalArgumentException where the path is no path or taken
     */
    public void publish(String path, PublicDocument.Source source) {
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/")) {
            throw new IllegalArgumentException("'" + path
                    + "' is no path for a document; expected one that begins with '/' and does not end with it");
        }
        if (sources.putIfAbsent(path, source) != null) {
            throw new IllegalArgumentException("a document at '" + path + "' is there already; expected one publisher");
        }
    }

    /** Answers a request for one of the documents, whatever its method; empty where its path is another. */
    Optional<Exchange.Response> answer(Exchange exchange) {
        String path = exchange.path();
        PublicDocument.Source exact = sources.get(path);
        PublicDocument.Source source =
                exact == null && path.endsWith("/") ? sources.get(path.substring(0, path.length() - 1)) : exact;
        return source == null ? Optional.empty() : Optional.of(answer(exchange, source));
    }

    private Exchange.Response answer(Exchange exchange, PublicDocument.Source source) {
        return switch (exchange.method()) {
            // The transport leaves a body out of the answer to HEAD, but counts it.
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
        if (isKnown(exchange.headers("If-None-Match"), tag)) {
            return empty(304, headers);
        }
        Headers complete =
                headers.with("Content-Type", document.contentType()).with("X-Content-Type-Options", "nosniff");
        return new Exchange.Response(200, open(complete), body);
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

    /** RFC 9110 §13.1.2: any of the tags, compared weakly, or an asterisk. */
    private static boolean isKnown(List<String> lines, String tag) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 15)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256; expected one as every runtime has", e);
        }
    }

    private static Exchange.Response empty(int status, Headers headers) {
        return Exchange.Response.empty(status, open(headers));
    }

    private static Headers open(Headers headers) {
        return headers.with("Access-Control-Allow-Origin", "*");
    }
}
