package dev.lmcp.cluster.redis;

import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;

/**
 * The settings of the connection.
 *
 * @param mode what the addresses are
 * @param addresses at least one address
 * @param masterName the name of the master, for Sentinels
 * @param config user, password, TLS and timeouts
 * @param prefix the beginning of all keys, and of the channel
 * @param timeout how long an answer may take
 */
record RedisSettings(
        Mode mode,
        Set<HostAndPort> addresses,
        String masterName,
        JedisClientConfig config,
        String prefix,
        Duration timeout) {

    /** The subscriber's connection is broken if nothing arrives on it for this number of timeouts. */
    private static final int SILENCE = 3;

    private static final int MAX_CONNECTIONS = 16;
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");
    private static final Pattern IN_URL = Pattern.compile("[@/?=]");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._{}-]{1,50}");
    private static final int DEFAULT_PORT = 6379;

    /** What the addresses are. */
    enum Mode {
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    static RedisSettings read(Settings settings) {
        Mode mode = settings.choice("mode", Mode.class, Mode.SINGLE);
        Duration timeout =
                settings.duration("timeout", Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMinutes(1));
        String prefix = settings.text("prefix").orElse("lmcp");
        if (!PREFIX.matcher(prefix).matches()) {
            settings.problem("prefix", "'" + prefix + "' is not usable; expected 1 to 50 letters, digits and ._{}-");
        }
        String masterName = mode == Mode.SENTINEL ? settings.required("master-name") : "";
        return new RedisSettings(
                mode, addresses(settings, mode), masterName, config(settings, timeout), prefix, timeout);
    }

    private static Set<HostAndPort> addresses(Settings settings, Mode mode) {
        List<String> texts = settings.list("addresses");
        Set<HostAndPort> addresses = new LinkedHashSet<>();
        if (texts.stream().anyMatch(text -> IN_URL.matcher(text).find())) {
            // not even the others are shown: a comma in a password ends an address
            settings.problem(
                    "addresses",
                    "contains an address that may contain a password; expected HOST:PORT, as in"
                            + " 'redis.example.com:6379': set user, password and tls for the rest");
            return addresses;
        }
        if (mode == Mode.SINGLE && texts.size() > 1) {
            settings.problem(
                    "addresses",
                    "contains " + texts.size() + " addresses, but mode is single; expected one: remove the others, or"
                            + " set mode to sentinel or cluster");
        }
        for (String text : texts.isEmpty() ? List.of("127.0.0.1:" + DEFAULT_PORT) : texts) {
            Matcher parts = ADDRESS.matcher(text);
            int port = parts.matches() && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : DEFAULT_PORT;
            if (parts.matches() && port > 0 && port < 65536) {
                addresses.add(new HostAndPort(parts.group(1), port));
            } else {
                settings.problem(
                        "addresses", "contains '" + text + "'; expected HOST:PORT, as in 'redis.example.com:6379'");
            }
        }
        return addresses;
    }

    private static JedisClientConfig config(Settings settings, Duration timeout) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .connectionTimeoutMillis((int) timeout.toMillis())
                .socketTimeoutMillis((int) timeout.toMillis())
                .blockingSocketTimeoutMillis((int) timeout.toMillis() * SILENCE)
                .database((int) settings.number("database", 0, 0, 15))
                .clientName("lmcp");
        settings.text("user").ifPresent(config::user);
        Optional<Secret> password = settings.secret("password");
        password.ifPresent(secret -> config.password(secret.reveal()));
        if (settings.flag("tls", false)) {
            // the certificate is trusted by the JDK, and its name is the host's (RFC 2818 §3.1)
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config.build();
    }

    /** Connects. May throw an exception of the client. */
    UnifiedJedis connect() {
        return switch (mode) {
            case SINGLE ->
                RedisClient.builder()
                        .hostAndPort(addresses.iterator().next())
                        .clientConfig(config)
                        .poolConfig(pool())
                        .build();
            case SENTINEL ->
                RedisSentinelClient.builder()
                        .sentinels(addresses)
                        .masterName(masterName)
                        .clientConfig(config)
                        .poolConfig(pool())
                        .build();
            case CLUSTER ->
                RedisClusterClient.builder()
                        .nodes(addresses)
                        .clientConfig(config)
                        .poolConfig(pool())
                        .build();
        };
    }

    /** Returns a pool without a thread and without JMX: both would outlive the application. */
    private GenericObjectPoolConfig<Connection> pool() {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setJmxEnabled(false);
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        pool.setMaxTotal(MAX_CONNECTIONS);
        pool.setMaxIdle(MAX_CONNECTIONS);
        pool.setMaxWait(timeout);
        return pool;
    }

    /** Returns where the engine is, without secrets. */
    String describe() {
        String what = switch (mode) {
            case SINGLE -> "server ";
            case SENTINEL -> "master '" + masterName + "' by Sentinels ";
            case CLUSTER -> "Redis Cluster with ";
        };
        return what
                + String.join(
                        ", ", addresses.stream().map(HostAndPort::toString).toList()) + ", prefix '" + prefix + "'";
    }
}
