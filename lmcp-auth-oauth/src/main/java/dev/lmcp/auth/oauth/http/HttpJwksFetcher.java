package dev.lmcp.auth.oauth.http;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches a JWK Set over HTTP, from a configured address or from the one that the metadata name. */
public final class HttpJwksFetcher implements JwksFetcher {

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d{1,9})(?:\\D|$)");
    private static final Pattern NO_STORE = Pattern.compile("(?:^|[,\\s])no-(?:store|cache)(?:[,\\s]|$)");

    private final EndpointLocator locator;
    private final IssuerHttpClient http;

    public HttpJwksFetcher(EndpointLocator locator, IssuerHttpClient http) {
        this.locator = locator;
        this.http = http;
    }

    @Override
    public Document fetch(Optional<String> entityTag) throws FetchFailedException {
        URI uri = locator.locate();
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/jwk-set+json, application/json");
        entityTag.ifPresent(tag -> headers.put("If-None-Match", tag));
        return document(uri, askTwice(uri, headers));
    }

    private Document document(URI uri, IssuerHttpClient.Response answer) throws FetchFailedException {
        Optional<Duration> maxAge = answer.header("cache-control").flatMap(HttpJwksFetcher::maxAge);
        return switch (answer.status()) {
            case 200 -> new Document(Optional.of(answer.body()), answer.header("etag"), maxAge);
            case 304 -> new Document(Optional.empty(), answer.header("etag"), maxAge);
            default -> throw new FetchFailedException("'" + uri + "' answers " + answer.status());
        };
    }

    /** A reset connection or a fault of the server is often over at once, so the second try does not wait. */
    private IssuerHttpClient.Response askTwice(URI uri, Map<String, String> headers) throws FetchFailedException {
        try {
            IssuerHttpClient.Response first = http.get(uri, headers);
            if (first.status() < 500) {
                return first;
            }
        } catch (FetchFailedException failure) {
            if (!failure.isTransient()) {
                throw failure;
            }
        }
        return http.get(uri, headers);
    }

    private static Optional<Duration> maxAge(String cacheControl) {
        Matcher found = MAX_AGE.matcher(cacheControl);
        return found.find() && !NO_STORE.matcher(cacheControl).find()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(found.group(1))))
                : Optional.empty();
    }
}
