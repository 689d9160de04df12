package dev.lmcp.verification.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The servers of the public benchmark, with Redis and the HTTP API behind them, each in a process of its own.
 *
 * <p>They have the collector of the other measurements, and a heap that grows, so that their memory can be compared.
 */
final class Shops implements AutoCloseable {

    static final String LMCP = "**lmcp**, `java -jar`";
    static final String QUARKUS = "Quarkus MCP 1.13, tools that block";
    static final String QUARKUS_LOOP = "Quarkus MCP 1.13, tools on the event loop";
    static final String SPRING = "Spring AI 2.0, Web MVC";
    static final String SDK = "official Java SDK 2.1, Tomcat";

    static final List<String> FLAGS = List.of("-XX:+UseParallelGC", "-Xmx512m");

    /**
     * A server.
     *
     * @param name what it is called in the tables
     */
    record Shop(String name, ServerProcess server) {}

    private final Path logs;
    private final Path peers;
    private final Path war;
    private final List<ServerProcess> behind = new ArrayList<>();
    private final List<Shop> shops = new ArrayList<>();
    private final Map<String, String> environment;

    private Shops(Path logs, Path peers, Path war, int redis, int api) {
        this.logs = logs;
        this.peers = peers;
        this.war = war;
        this.environment =
                Map.of("REDIS_URL", "redis://127.0.0.1:" + redis, "API_SERVICE_URL", "http://127.0.0.1:" + api);
    }

    /**
     * Starts them all.
     *
     * @param peers the folder of the build that has them
     * @param war lmcp's web archive
     */
    static Shops start(Path logs, Path peers, Path war) throws IOException, InterruptedException {
        int redis = ServerProcess.freePort();
        int api = ServerProcess.freePort();
        Shops all = new Shops(logs, peers, war, redis, api);
        try {
            all.startWhatIsBehind(redis, api);
            all.startShops();
        } catch (IOException | InterruptedException e) {
            all.close();
            throw e;
        }
        return all;
    }

    private void startWhatIsBehind(int redis, int api) throws IOException, InterruptedException {
        List<String> engine = List.of("redis-server", "--port", "" + redis, "--bind", "127.0.0.1", "--save", "");
        behind.add(ServerProcess.at(url(redis, "/"), logs.resolve("redis.log"), engine, Map.of()));
        // it fills Redis before it serves
        List<String> backend = java("-cp", jars("sdk"), "dev.lmcp.verification.shop.Backend");
        behind.add(ServerProcess.at(url(api, "/"), logs.resolve("api.log"), backend, environment(api)));
    }

    private void startShops() throws IOException, InterruptedException {
        add(
                LMCP,
                "/mcp",
                port -> java(
                        "-jar",
                        war.toString(),
                        "--port",
                        "" + port,
                        "--lmcp.auth",
                        "none",
                        "--lmcp.tools",
                        "shop",
                        "--plugins",
                        peers.resolve("lmcp/target/plugins").toString()));
        add(QUARKUS, "/mcp", port -> quarkus(peers, FLAGS));
        add(QUARKUS_LOOP, "/event-loop/mcp", port -> quarkus(peers, FLAGS));
        add(SPRING, "/mcp", port -> java("-jar", "" + peers.resolve("spring/target/peers-spring-1.jar")));
        add(SDK, "/mcp", port -> java("-cp", jars("sdk"), "dev.lmcp.verification.sdk.Main"));
    }

    private void add(String name, String path, IntFunction<List<String>> command)
            throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        shops.add(new Shop(
                name,
                ServerProcess.at(url(port, path), logs.resolve("shops.log"), command.apply(port), environment(port))));
    }

    /** What starts Quarkus with the tools, which wants the environment to name a Redis. */
    static List<String> quarkus(Path peers, List<String> flags) {
        return java(flags, "-jar", "" + peers.resolve("quarkus/target/quarkus-app/quarkus-run.jar"));
    }

    static URI url(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static List<String> java(String... words) {
        return java(FLAGS, words);
    }

    private static List<String> java(List<String> flags, String... words) {
        List<String> command = new ArrayList<>(List.of(ServerProcess.javaCommand()));
        command.addAll(flags);
        command.addAll(List.of(words));
        return command;
    }

    /** The class path of a server: its own jar, and those that it depends on. */
    private String jars(String peer) {
        Path target = peers.resolve(peer + "/target");
        return target.resolve("peers-" + peer + "-1.jar") + File.pathSeparator + target.resolve("lib/*");
    }

    private Map<String, String> environment(int port) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PORT", "" + port);
        return all;
    }

    List<Shop> shops() {
        return shops;
    }

    Shop named(String name) {
        return shops.stream()
                .filter(shop -> shop.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        shops.forEach(shop -> shop.server().close());
        behind.forEach(ServerProcess::close);
    }
}
