package dev.lmcp.verification.sdk;

import dev.lmcp.verification.shop.Item;
import dev.lmcp.verification.shop.Shop;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tools, whose schemas and arguments the SDK leaves to its users. */
final class Tools {

    private static final Map<String, Object> STRING = Map.of("type", "string");
    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final Map<String, Object> INTEGER = Map.of("type", "integer");

    private Tools() {}

    static void register(McpServer.SyncSpecification<?> server, Shop shop) {
        add(
                server,
                "search_products",
                "Searches products by category and price",
                object("category", STRING, "min_price", NUMBER, "max_price", NUMBER, "limit", INTEGER),
                in -> shop.searchProducts(
                        (String) in.get("category"),
                        number(in, "min_price").doubleValue(),
                        number(in, "max_price").doubleValue(),
                        number(in, "limit").intValue()));
        add(
                server,
                "get_user_cart",
                "Shows the cart and the last orders of a user",
                object("user_id", STRING),
                in -> shop.userCart((String) in.get("user_id")));
        Map<String, Object> items =
                Map.of("type", "array", "items", object("product_id", INTEGER, "quantity", INTEGER));
        add(
                server,
                "checkout",
                "Buys items for a user",
                object("user_id", STRING, "items", items),
                in -> shop.checkout((String) in.get("user_id"), items((List<?>) in.get("items"))));
        add(server, "echo", "Says what it is told", object("text", STRING), in -> (String) in.get("text"));
    }

    private static void add(
            McpServer.SyncSpecification<?> server,
            String name,
            String description,
            Map<String, Object> schema,
            Function<Map<String, Object>, String> work) {
        server.toolCall(
                McpSchema.Tool.builder(name, schema).description(description).build(),
                (exchange, request) -> McpSchema.CallToolResult.builder()
                        .addTextContent(work.apply(request.arguments()))
                        .build());
    }

    /** A schema of these fields, all of which must be there: name, schema, name, schema. */
    private static Map<String, Object> object(Object... fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            properties.put((String) fields[i], fields[i + 1]);
        }
        return Map.of("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
    }

    private static Number number(Map<?, ?> in, String name) {
        return (Number) in.get(name);
    }

    private static List<Item> items(List<?> values) {
        List<Item> items = new ArrayList<>();
        for (Object value : values) {
            Map<?, ?> item = (Map<?, ?>) value;
            items.add(new Item(number(item, "product_id").intValue(), number(item, "quantity").intValue()));
        }
        return items;
    }
}
