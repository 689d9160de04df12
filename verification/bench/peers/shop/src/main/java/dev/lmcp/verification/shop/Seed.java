package dev.lmcp.verification.shop;

import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;

/** The data that the public benchmark has in Redis: carts, orders, how popular products are, and counters. */
final class Seed {

    private static final int PRODUCTS = 100_000;
    private static final int CARTS = 10_000;
    private static final int HISTORIES = 1_000;
    private static final int ORDERS = 20;
    private static final int COUNTERS = 100;

    private Seed() {}

    static void fill(String url) {
        try (RedisClient redis = Redis.connect(url, 1)) {
            redis.flushAll();
            try (AbstractPipeline pipeline = redis.pipelined()) {
                for (int i = 1; i <= CARTS; i++) {
                    cart(pipeline, i);
                }
                for (int i = 1; i <= HISTORIES; i++) {
                    for (int order = 1; order <= ORDERS; order++) {
                        pipeline.rpush(Keys.history(Keys.user(i)), order(i, order));
                    }
                }
                pipeline.sync();
                for (int i = 1; i <= PRODUCTS; i++) {
                    pipeline.zadd(Keys.POPULAR, i * 7 % 10_000, Keys.product(i));
                }
                for (int i = 0; i < COUNTERS; i++) {
                    pipeline.set(Keys.rate(i), "0");
                }
            }
        }
    }

    private static void cart(AbstractPipeline pipeline, int user) {
        String key = Keys.cart(Keys.user(user));
        String third = user % 3 == 0 ? "," + item(user * 17, 1) : "";
        pipeline.hset(key, "user_id", Keys.user(user));
        pipeline.hset(key, "items", "[" + item(user * 7, 1 + user % 3) + "," + item(user * 13, 1 + user % 2) + third + "]");
        pipeline.hset(key, "created", "1740000000");
        pipeline.hset(key, "expires", "1740086400");
        pipeline.hset(key, "total", user % 500 + ".25");
    }

    private static String item(int number, int quantity) {
        return "{\"product_id\":" + (number % PRODUCTS + 1) + ",\"qty\":" + quantity + "}";
    }

    private static String order(int user, int order) {
        return "{\"order_id\":\"ORD-%05d-%02d\",\"product_id\":%d,\"qty\":%d,\"price\":%d.75,\"ts\":%d}"
                .formatted(
                        user, order, user * order * 7 % PRODUCTS + 1, 1 + order % 3, user * order % 100, 1_740_000_000 + order);
    }
}
