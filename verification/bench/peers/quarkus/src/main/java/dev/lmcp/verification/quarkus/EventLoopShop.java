package dev.lmcp.verification.quarkus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lmcp.verification.shop.Answers;
import dev.lmcp.verification.shop.Item;
import dev.lmcp.verification.shop.Keys;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.sortedset.ZRangeArgs;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** The work of the tools by Quarkus' own clients of Redis and HTTP, which hold no thread. */
@Singleton
class EventLoopShop {

    private final Answers answers = new Answers();
    private final ReactiveRedisDataSource redis;
    private final WebClient http;

    EventLoopShop(ReactiveRedisDataSource redis, Vertx vertx) {
        URI api = URI.create(System.getenv("API_SERVICE_URL"));
        this.redis = redis;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setDefaultHost(api.getHost())
                        .setDefaultPort(api.getPort())
                        .setMaxPoolSize(100));
    }

    Uni<String> searchProducts(String category, double minPrice, double maxPrice, int limit) {
        Uni<JsonNode> found = call(Answers.searchPath(category, minPrice, maxPrice, limit));
        Uni<List<String>> popular =
                redis.sortedSet(String.class).zrange(Keys.POPULAR, 0, Answers.POPULAR - 1, new ZRangeArgs().rev());
        return Uni.combine().all().unis(found, popular).with((products, members) ->
                answers.products(category, products, members));
    }

    Uni<String> userCart(String user) {
        return redis.hash(String.class).hgetall(Keys.cart(user)).flatMap(cart -> {
            JsonNode items = answers.items(cart);
            Uni<JsonNode> product = call(Answers.productPath(items));
            Uni<List<String>> history = redis.list(String.class).lrange(Keys.history(user), 0, Answers.HISTORY - 1);
            return Uni.combine().all().unis(product, history).with((known, orders) ->
                    answers.cart(user, cart, items, orders));
        });
    }

    Uni<String> checkout(String user, List<Item> items) {
        String order = answers.order(user, items);
        Uni<JsonNode> calculated = http.post(Answers.CALCULATE)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(order))
                .map(this::read);
        Uni<Long> count = redis.value(String.class).incr(Keys.rate(user));
        Uni<Long> recorded = redis.list(String.class).rpush(Keys.history(user), order);
        Uni<Double> ranked =
                redis.sortedSet(String.class).zincrby(Keys.POPULAR, 1, Keys.product(items.get(0).productId()));
        return Uni.combine().all().unis(calculated, count, recorded, ranked).with((prices, calls, length, score) ->
                answers.confirmed(user, items, prices, calls));
    }

    private Uni<JsonNode> call(String path) {
        return http.get(path).send().map(this::read);
    }

    private JsonNode read(HttpResponse<Buffer> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the API answered " + answer.statusCode());
        }
        return answers.read(answer.body().getBytes());
    }
}
