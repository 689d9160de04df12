package dev.lmcp.verification.plugin;

import dev.lmcp.Registry;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import dev.lmcp.verification.shop.Item;
import dev.lmcp.verification.shop.Shop;
import java.util.List;

/** The tools as a plugin, as the guide to tools has them. */
public final class ShopTools implements ToolProvider {

    private record Search(String category, double minPrice, double maxPrice, int limit) {}

    private record Order(String user, List<Item> items) {}

    private static final Shape<Search> SEARCH = Shape.object(fields -> {
        var category = fields.string("category").description("The category");
        var minPrice = fields.number("min_price").description("The lowest price");
        var maxPrice = fields.number("max_price").description("The highest price");
        var limit = fields.integer("limit").description("How many at most");
        return in -> new Search(in.get(category), in.get(minPrice), in.get(maxPrice), in.get(limit));
    });

    private static final Shape<Item> ITEM = Shape.object(fields -> {
        var product = fields.integer("product_id").description("The product");
        var quantity = fields.integer("quantity").description("How many of it");
        return in -> new Item(in.get(product), in.get(quantity));
    });

    private static final Shape<Order> ORDER = Shape.object(fields -> {
        var user = fields.string("user_id").description("The user");
        var items = fields.objects("items", ITEM).description("What is bought");
        return in -> new Order(in.get(user), in.get(items));
    });

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        Shop shop = Shop.ofEnvironment();
        registry.add(Tool.named("search_products")
                .description("Searches products by category and price")
                .input(SEARCH)
                .handle((in, call) -> ToolResult.text(
                        shop.searchProducts(in.category(), in.minPrice(), in.maxPrice(), in.limit()))));
        registry.add(Tool.named("get_user_cart")
                .description("Shows the cart and the last orders of a user")
                .input(text("user_id", "The user"))
                .handle((user, call) -> ToolResult.text(shop.userCart(user))));
        registry.add(Tool.named("checkout")
                .description("Buys items for a user")
                .input(ORDER)
                .handle((order, call) -> ToolResult.text(shop.checkout(order.user(), order.items()))));
        registry.add(Tool.named("echo")
                .description("Says what it is told")
                .input(text("text", "What to say"))
                .handle((text, call) -> ToolResult.text(text)));
    }

    private static Shape<String> text(String name, String description) {
        return Shape.object(fields -> {
            var text = fields.string(name).description(description);
            return in -> in.get(text);
        });
    }
}
