package dev.lmcp.verification.quarkus;

import dev.lmcp.verification.shop.Item;
import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The same tools without a thread that waits; served at {@code /event-loop/mcp}. */
@Singleton
@McpServer("event-loop")
public class EventLoopTools {

    @Inject
    EventLoopShop shop;

    @Tool(name = "search_products", description = "Searches products by category and price")
    Uni<String> searchProducts(
            @ToolArg(name = "category", description = "The category") String category,
            @ToolArg(name = "min_price", description = "The lowest price") double minPrice,
            @ToolArg(name = "max_price", description = "The highest price") double maxPrice,
            @ToolArg(name = "limit", description = "How many at most") int limit) {
        return shop.searchProducts(category, minPrice, maxPrice, limit);
    }

    @Tool(name = "get_user_cart", description = "Shows the cart and the last orders of a user")
    Uni<String> userCart(@ToolArg(name = "user_id", description = "The user") String user) {
        return shop.userCart(user);
    }

    @Tool(name = "checkout", description = "Buys items for a user")
    Uni<String> checkout(
            @ToolArg(name = "user_id", description = "The user") String user,
            @ToolArg(name = "items", description = "What is bought") List<Item> items) {
        return shop.checkout(user, items);
    }

    @NonBlocking
    @Tool(name = "echo", description = "Says what it is told")
    String echo(@ToolArg(name = "text", description = "What to say") String text) {
        return text;
    }
}
