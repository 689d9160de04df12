package com.example.orders;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.McpTool;
import dev.lmcp.annotation.Min;
import java.util.List;

/** Orders of a shop. */
public class Orders {

    record Item(String article, @Min(1) int pieces) {}

    record Receipt(int articles, int days) {}

    /**
     * Orders articles.
     *
     * @param items what to order
     * @param days the days until the delivery
     */
    @McpTool
    public Receipt order(List<Item> items, @Min(1) @Max(9) @Default("3") int days) {
        return new Receipt(items.size(), days);
    }
}
