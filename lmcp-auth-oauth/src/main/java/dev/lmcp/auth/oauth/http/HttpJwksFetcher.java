package dev.lmcp.auth.oauth.http;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches a JWK Set document by HTTP. The URL is configured, or comes from the issuer's metadata. */
public final class HttpJwksFetcher implements JwksFetcher {

    private static final Pattern MAX_AGE =
            Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d+)(?:\\D|$)", Pattern.CASE_INSENSITIVE);
    private static final int MAX_DIGITS = 9;
    private static final Pattern NO_STORE =
            Pattern.compile("(?:^|[,\\s])no-(?:store|cache)(?:[,\\s]|$)", Pattern.CASE_INSENSITIVE);

    private final EndpointLocator locator;
    private final IssuerHttpClient http;
    private volatile @Nullable Tagged last;

    /** The tag of the last document, and its URL. */
    private record Tagged(URI uri, String tag) {}

    /**
     * Creates the fetcher.
     *
     * @param locator finds the {@code jwks_uri}
     * @param http the client for the calls
     */
    public HttpJwksFetcher(EndpointLocator locator, IssuerHttpClient http) {
        this.locator = locator;
        this.http = http;
    }

    @Override
    public Document fetch(Optional<String> entityTag) throws FetchFailedException {
        URI uri = locator.locate();
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/jwk-set+json, application/json");
        // A tag says something only about the URL that it came from.
        entityTag.filter(tag -> new Tagged(uri, tag).equals(last)).ifPresent(tag -> headers.put("If-None-Match", tag));
        Document document = document(uri, getWithRetry(uri, headers));
        last = document.entityTag().map(tag -> new Tagged(uri, tag)).orElse(null);
        return document;
    }

    @Override
    public void reportFailure() {
        locator.reportFailure();
    }

    private Document document(URI uri, IssuerHttpClient.Response response) throws FetchFailedException {
        Optional<Duration> maxAge = response.header("cache-control").flatMap(HttpJwksFetcher::maxAge);
        return switch (response.status()) {
            case 200 -> new Document(Optional.of(response.body()), response.header("etag"), maxAge);
            case 304 -> new Document(Optional.empty(), response.header("etag"), maxAge);
            default ->
                throw new FetchFailedException(
                        "'" + uri + "' responds with status " + response.status() + "; expected 200");
        };
    }

    /** Retries once, without a delay: a connection reset or an error of the server often lasts only a moment. */
    private IssuerHttpClient.Response getWithRetry(URI uri, Map<String, String> headers) throws FetchFailedException {
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
                ? Optional.of(Duration.ofSeconds(seconds(found.group(1))))
                : Optional.empty();
    }

    /** Takes a number that is too large for the largest one (RFC 9111 §1.2.2). */
    private static long seconds(String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        return number.length() > MAX_DIGITS ? Integer.MAX_VALUE : Long.parseLong(number);
    }
}
