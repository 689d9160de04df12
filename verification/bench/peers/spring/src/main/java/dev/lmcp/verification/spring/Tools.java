package dev.lmcp.verification.spring;

import dev.lmcp.verification.shop.Item;
import dev.lmcp.verification.shop.Shop;
import java.util.List;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.ai.mcp.annotation.McpToolParam;
import org.springframework.stereotype.Component;

/** The tools. */
@Component
public class Tools {

    private final Shop shop;

    Tools(Shop shop) {
        this.shop = shop;
    }

    @McpTool(name = "search_products", description = "Searches products by category and price")
    public String searchProducts(
            @McpToolParam(description = "The category") String category,
            @McpToolParam(description = "The lowest price") double min_price,
            @McpToolParam(description = "The highest price") double max_price,
            @McpToolParam(description = "How many at most") int limit) {
        return shop.searchProducts(category, min_price, max_price, limit);
    }

    @McpTool(name = "get_user_cart", description = "Shows the cart and the last orders of a user")
    public String userCart(@McpToolParam(description = "The user") String user_id) {
        return shop.userCart(user_id);
    }

    @McpTool(name = "checkout", description = "Buys items for a user")
    public String checkout(
            @McpToolParam(description = "The user") String user_id,
            @McpToolParam(description = "What is bought") List<Item> items) {
        return shop.checkout(user_id, items);
    }

    @McpTool(name = "echo", description = "Says what it is told")
    public String echo(@McpToolParam(description = "What to say") String text) {
        return text;
    }
}
