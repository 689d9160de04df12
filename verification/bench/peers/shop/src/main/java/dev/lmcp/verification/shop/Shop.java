package dev.lmcp.verification.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import redis.clients.jedis.RedisClient;

/**
 * The work of the three tools of the public benchmark: each asks Redis and the HTTP API, and blocks meanwhile.
 *
 * <p>All servers whose tools may block do their work by this class, so that they differ by what calls it. Safe for
 * concurrent use.
 */
public final class Shop {

    private static final int CONNECTIONS = 100;

    private final Answers answers = new Answers();
    private final RedisClient redis;
    private final CloseableHttpClient http;
    private final URI api;

    private Shop(RedisClient redis, CloseableHttpClient http, URI api) {
        this.redis = redis;
        this.http = http;
        this.api = api;
    }

    /** The shop whose Redis and API the environment names: {@code REDIS_URL} and {@code API_SERVICE_URL}. */
    public static Shop ofEnvironment() {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
        connections.setMaxTotal(CONNECTIONS);
        connections.setDefaultMaxPerRoute(CONNECTIONS);
        CloseableHttpClient http = HttpClients.custom()
                .setConnectionManager(connections)
                .disableCookieManagement()
                .disableContentCompression()
                .build();
        return new Shop(
                Redis.connect(System.getenv("REDIS_URL"), CONNECTIONS),
                http,
                URI.create(System.getenv("API_SERVICE_URL")));
    }

    /** Products of a category with their places among the most popular: one request to the API, one to Redis. */
    public String searchProducts(String category, double minPrice, double maxPrice, int limit) {
        JsonNode found = call(new HttpGet(api.resolve(Answers.searchPath(category, minPrice, maxPrice, limit))));
        return answers.products(category, found, redis.zrevrange(Keys.POPULAR, 0, Answers.POPULAR - 1));
    }

    /** What a user has in the cart, and bought before: two requests to Redis, one to the API. */
    public String userCart(String user) {
        Map<String, String> cart = redis.hgetAll(Keys.cart(user));
        JsonNode items = answers.items(cart);
        call(new HttpGet(api.resolve(Answers.productPath(items))));
        return answers.cart(user, cart, items, redis.lrange(Keys.history(user), 0, Answers.HISTORY - 1));
    }

    /** Buys: one request to the API, three to Redis. */
    public String checkout(String user, List<Item> items) {
        String order = answers.order(user, items);
        HttpPost request = new HttpPost(api.resolve(Answers.CALCULATE));
        request.setEntity(new StringEntity(order, ContentType.APPLICATION_JSON));
        JsonNode calculated = call(request);
        long calls = redis.incr(Keys.rate(user));
        redis.rpush(Keys.history(user), order);
        redis.zincrby(Keys.POPULAR, 1, Keys.product(items.get(0).productId()));
        return answers.confirmed(user, items, calculated, calls);
    }

    private JsonNode call(ClassicHttpRequest request) {
        try {
            return http.execute(request, answer -> {
                if (answer.getCode() != 200) {
                    throw new IOException("the API answered " + answer.getCode() + " to " + request.getPath());
                }
                return answers.read(EntityUtils.toByteArray(answer.getEntity()));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
