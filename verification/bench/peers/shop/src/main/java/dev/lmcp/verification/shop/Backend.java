package dev.lmcp.verification.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * What stands behind the tools: fills the Redis that {@code REDIS_URL} names, then serves the catalogue over HTTP at
 * {@code PORT}.
 */
final class Backend {

    private static final String PRODUCTS = "/products/";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Catalogue catalogue = new Catalogue();

    private Backend() {}

    public static void main(String[] args) throws IOException {
        // without it each answer waits for the acknowledgment of its first packet
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        Seed.fill(System.getenv("REDIS_URL"));
        Backend backend = new Backend();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("PORT"))), 1000);
        server.setExecutor(Executors.newFixedThreadPool(100));
        server.createContext("/", backend::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] answer = json.writeValueAsBytes(answer(exchange));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private JsonNode answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/cart/calculate")) {
            return catalogue.calculate(json.readTree(exchange.getRequestBody()));
        }
        if (path.equals("/products/search")) {
            Map<String, String> query = new HashMap<>();
            for (String parameter : exchange.getRequestURI().getQuery().split("&")) {
                int equals = parameter.indexOf('=');
                query.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
            return catalogue.search(
                    query.get("category"),
                    Double.parseDouble(query.get("min_price")),
                    Double.parseDouble(query.get("max_price")),
                    Integer.parseInt(query.get("limit")));
        }
        return catalogue.product(path.substring(PRODUCTS.length()));
    }
}
