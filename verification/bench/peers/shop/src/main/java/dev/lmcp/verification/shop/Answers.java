package dev.lmcp.verification.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** What the tools ask the API, and the JSON that they answer. Safe for concurrent use. */
public final class Answers {

    /** So many of the most popular products are shown. */
    public static final int POPULAR = 10;

    /** So many of a user's orders are shown. */
    public static final int HISTORY = 5;

    public static final String CALCULATE = "/cart/calculate";

    private final JsonMapper json = JsonMapper.builder().build();

    public static String searchPath(String category, double minPrice, double maxPrice, int limit) {
        return "/products/search?category=" + category + "&min_price=" + minPrice + "&max_price=" + maxPrice + "&limit="
                + limit;
    }

    /** The path of the first product in a cart. */
    public static String productPath(JsonNode items) {
        return "/products/" + items.path(0).path("product_id").asInt(1);
    }

    /** The products that were found, with their places among the most popular. */
    public String products(String category, JsonNode found, List<String> popularMembers) {
        List<Integer> popular = popularMembers.stream()
                .map(member -> Integer.valueOf(member.substring(member.indexOf(':') + 1)))
                .toList();
        ObjectNode result = json.createObjectNode();
        result.put("category", category);
        result.set("total_found", found.get("total_found"));
        ArrayNode products = result.putArray("products");
        for (JsonNode product : found.get("products")) {
            ObjectNode shown = products.addObject();
            for (String field : List.of("id", "sku", "name", "price", "rating")) {
                shown.set(field, product.get(field));
            }
            shown.put("popularity_rank", 1 + popular.indexOf(product.get("id").asInt()));
        }
        ArrayNode ids = result.putArray("top10_popular_ids");
        popular.forEach(ids::add);
        return written(result);
    }

    /** What is in a cart, of the fields that Redis has of it. */
    public JsonNode items(Map<String, String> cart) {
        return read(cart.getOrDefault("items", "[]"));
    }

    public String cart(String user, Map<String, String> cart, JsonNode items, List<String> orders) {
        ObjectNode result = json.createObjectNode();
        result.put("user_id", user);
        ObjectNode shown = result.putObject("cart");
        shown.set("items", items);
        shown.put("item_count", items.size());
        shown.put("estimated_total", Double.parseDouble(cart.getOrDefault("total", "0")));
        ArrayNode history = result.putArray("recent_history");
        orders.forEach(order -> history.add(read(order)));
        return written(result);
    }

    /** An order, as the API calculates and Redis records it. */
    public String order(String user, List<Item> items) {
        ObjectNode order = json.createObjectNode();
        order.put("user_id", user);
        order.set("items", json.valueToTree(items));
        order.put("ts", System.currentTimeMillis() / 1000);
        return written(order);
    }

    public String confirmed(String user, List<Item> items, JsonNode calculated, long calls) {
        ObjectNode result = json.createObjectNode();
        result.set("order_id", calculated.get("order_id"));
        result.put("user_id", user);
        result.set("total", calculated.get("total"));
        result.put("items_count", items.size());
        result.put("rate_limit_count", calls);
        result.put("status", "confirmed");
        return written(result);
    }

    public JsonNode read(byte[] text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String written(JsonNode value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
