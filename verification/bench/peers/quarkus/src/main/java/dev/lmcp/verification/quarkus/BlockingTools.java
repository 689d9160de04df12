package dev.lmcp.verification.quarkus;

import dev.lmcp.verification.shop.Item;
import dev.lmcp.verification.shop.Shop;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Tools that block, which Quarkus runs on its worker threads; served at {@code /mcp}. */
@Singleton
public class BlockingTools {

    @Inject
    Instance<Shop> shop;

    @Tool(name = "search_products", description = "Searches products by category and price")
    String searchProducts(
            @ToolArg(name = "category", description = "The category") String category,
            @ToolArg(name = "min_price", description = "The lowest price") double minPrice,
            @ToolArg(name = "max_price", description = "The highest price") double maxPrice,
            @ToolArg(name = "limit", description = "How many at most") int limit) {
        return shop.get().searchProducts(category, minPrice, maxPrice, limit);
    }

    @Tool(name = "get_user_cart", description = "Shows the cart and the last orders of a user")
    String userCart(@ToolArg(name = "user_id", description = "The user") String user) {
        return shop.get().userCart(user);
    }

    @Tool(name = "checkout", description = "Buys items for a user")
    String checkout(
            @ToolArg(name = "user_id", description = "The user") String user,
            @ToolArg(name = "items", description = "What is bought") List<Item> items) {
        return shop.get().checkout(user, items);
    }

    @Tool(name = "echo", description = "Says what it is told")
    String echo(@ToolArg(name = "text", description = "What to say") String text) {
        return text;
    }
}
