package dev.lmcp.verification.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hundred thousand products, the same at each start. */
final class Catalogue {

    private static final int PRODUCTS = 100_000;
    private static final int CENTS = 99_900;
    private static final List<String> CATEGORIES = List.of(
            "Electronics", "Books", "Clothing", "Sports", "Home", "Garden", "Toys", "Food", "Beauty", "Automotive",
            "Music", "Movies", "Games", "Office", "Health", "Pets", "Travel", "Tools", "Jewelry", "Baby");

    private record Product(int id, double price, ObjectNode json) {}

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Product> products = new ArrayList<>(PRODUCTS);
    private final Map<String, List<Product>> byCategory = new HashMap<>();

    Catalogue() {
        for (int i = 0; i < PRODUCTS; i++) {
            Product product = product(i);
            products.add(product);
            byCategory
                    .computeIfAbsent(CATEGORIES.get(i % CATEGORIES.size()), name -> new ArrayList<>())
                    .add(product);
        }
        // sorted once: what the API costs is the same for all servers, and no more than it must be
        byCategory.values().forEach(some -> some.sort(Comparator.comparingDouble(Product::price)));
    }

    private Product product(int i) {
        String category = CATEGORIES.get(i % CATEGORIES.size());
        double price = 1 + i % CENTS / 100.0;
        ObjectNode product = json.createObjectNode();
        product.put("id", i + 1);
        product.put("sku", "SKU-%06d".formatted(i + 1));
        product.put("name", "Brand " + i % 50 + " " + category + " " + (i + 1));
        product.put("category", category);
        product.put("brand", "Brand " + i % 50);
        product.put("price", price);
        product.put("stock", i % 501);
        product.put("rating", 1 + i % 40 / 10.0);
        ArrayNode tags = product.putArray("tags");
        for (int tag = 0; tag < 2 + i % 3; tag++) {
            tags.add("tag-" + (i + tag) % 8);
        }
        product.put("weight", (1 + i % 100) / 10.0);
        product.put("description", "A thing for " + category + ", made by brand " + i % 50 + ".");
        return new Product(i + 1, price, product);
    }

    /** The cheapest products of a category between two prices, and how many there are. */
    JsonNode search(String category, double minPrice, double maxPrice, int limit) {
        List<Product> all = byCategory.getOrDefault(category, List.of());
        int from = firstFrom(all, minPrice);
        int to = firstFrom(all, Math.nextUp(maxPrice));
        ObjectNode result = json.createObjectNode();
        result.put("category", category);
        result.put("total_found", to - from);
        ArrayNode some = result.putArray("products");
        all.subList(from, Math.min(to, from + limit)).forEach(product -> some.add(product.json()));
        return result;
    }

    private static int firstFrom(List<Product> sorted, double price) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted.get(middle).price() < price) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    JsonNode product(String id) {
        return products.get(Integer.parseInt(id) - 1).json();
    }

    /** What an order costs, with tax, shipping and discount. */
    JsonNode calculate(JsonNode order) {
        double subtotal = 0;
        for (JsonNode item : order.get("items")) {
            subtotal += products.get(item.get("product_id").asInt() - 1).price() * item.get("quantity").asInt();
        }
        boolean isLarge = subtotal >= 100;
        double tax = cents(subtotal * 0.085);
        double shipping = isLarge ? 0 : 5.99;
        double discount = isLarge ? cents(subtotal * 0.10) : 0;
        String user = order.get("user_id").asText();
        ObjectNode result = json.createObjectNode();
        result.put("order_id", "ORD-" + user + "-" + order.get("items").size());
        result.put("user_id", user);
        result.put("subtotal", cents(subtotal));
        result.put("tax", tax);
        result.put("shipping", shipping);
        result.put("discount", discount);
        result.put("total", cents(subtotal + tax + shipping - discount));
        result.put("items_count", order.get("items").size());
        return result;
    }

    private static double cents(double amount) {
        return Math.round(amount * 100) / 100.0;
    }
}
