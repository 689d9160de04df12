package dev.lmcp.verification.shop;

/** The keys in Redis, as the public benchmark has them. */
public final class Keys {

    public static final String POPULAR = "bench:popular";

    private static final int COUNTERS = 100;

    private Keys() {}

    public static String cart(String user) {
        return "bench:cart:" + user;
    }

    public static String history(String user) {
        return "bench:history:" + user;
    }

    /** The counter of calls of a user; a hundredth of all users shares it. */
    public static String rate(String user) {
        return rate(Integer.parseInt(user.substring(user.lastIndexOf('-') + 1)) % COUNTERS);
    }

    public static String product(int id) {
        return "product:" + id;
    }

    static String rate(int number) {
        return "bench:ratelimit:" + user(number);
    }

    static String user(int number) {
        return "user-%05d".formatted(number);
    }
}
