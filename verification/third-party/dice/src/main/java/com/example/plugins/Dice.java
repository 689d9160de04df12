package com.example.plugins;

import dev.lmcp.Registry;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.util.concurrent.ThreadLocalRandom;

public final class Dice implements ToolProvider {

    @Override
    public String name() {
        return "dice";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        long most = settings.number("max-sides", 100, 2, 1000);
        Shape<Long> sides = Shape.object(fields -> {
            var number = fields.longInteger("sides").description("How many sides the die has").range(1L, most);
            return in -> in.get(number);
        });
        registry.add(Tool.named("roll")
                .description("Rolls a die")
                .input(sides)
                .handle((count, call) -> ToolResult.text(
                        "rolled " + (1 + ThreadLocalRandom.current().nextLong(count)))));
    }
}
