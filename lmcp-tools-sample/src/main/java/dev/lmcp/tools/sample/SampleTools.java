package dev.lmcp.tools.sample;

import dev.lmcp.Prompt;
import dev.lmcp.PromptResult;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceNotFoundException;
import dev.lmcp.ResourceResult;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.math.BigDecimal;
import java.util.List;

/** Tools, resources and a prompt that show how to write them. A client can be tried with them. */
public final class SampleTools implements ToolProvider {

    private final Weather weather = new Weather();

    /** Creates the provider. It does nothing until a server registers its tools. */
    public SampleTools() {}

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        registry.add(forecast()).add(echo()).add(add()).add(whoami()).add(sleep());
        registry.add(cities()).add(climate()).add(packing());
    }

    private record Query(String city, int days) {}

    private Tool forecast() {
        Shape<Query> query = Shape.object(fields -> {
            var city = fields.string("city").description("City name, as a person would say it");
            var days = fields.integer("days")
                    .description("Days ahead, counting today")
                    .range(1, 7)
                    .orElse(3);
            return in -> new Query(in.get(city), in.get(days));
        });
        return Tool.named("forecast")
                .description("Weather for a city (invented, and always the same)")
                .input(query)
                .annotations(ToolAnnotations.readOnly())
                .nonBlocking()
                .handle((in, call) -> ToolResult.text(weather.forecast(in.city(), in.days())));
    }

    private static Tool echo() {
        Shape<String> input = Shape.object(fields -> {
            var text = fields.string("text").description("The text to return");
            return in -> in.get(text);
        });
        return Tool.named("echo")
                .description("Returns the text that it gets")
                .input(input)
                .annotations(ToolAnnotations.readOnly())
                .nonBlocking()
                .handle((text, call) -> ToolResult.text(text));
    }

    private record Summands(BigDecimal a, BigDecimal b) {}

    private static Tool add() {
        Shape<Summands> input = Shape.object(fields -> {
            var a = fields.number("a").description("One number");
            var b = fields.number("b").description("Another number");
            return in -> new Summands(BigDecimal.valueOf(in.get(a)), BigDecimal.valueOf(in.get(b)));
        });
        return Tool.named("add")
                .description("Adds two numbers")
                .input(input)
                .annotations(ToolAnnotations.readOnly())
                .handle((in, call) -> ToolResult.text(plain(in.a().add(in.b()))));
    }

    private static String plain(BigDecimal sum) {
        return sum.signum() == 0 ? "0" : sum.stripTrailingZeros().toPlainString();
    }

    private static Tool whoami() {
        return Tool.named("whoami")
                .description("Returns the caller's identity as the server knows it")
                .annotations(ToolAnnotations.readOnly())
                .nonBlocking()
                .handle((none, call) -> ToolResult.text(Caller.describe(call.principal())));
    }

    private static Tool sleep() {
        Shape<Integer> input = Shape.object(fields -> {
            var millis = fields.integer("millis")
                    .description("The time in milliseconds")
                    .range(0, 600_000);
            return in -> in.get(millis);
        });
        return Tool.named("sleep")
                .description("Waits for a time and reports its progress")
                .input(input)
                .annotations(ToolAnnotations.readOnly())
                .handle((millis, call) -> ToolResult.text("slept for " + Sleep.forMillis(millis, call) + " ms"));
    }

    private Resource cities() {
        return Resource.at("weather://cities")
                .name("cities")
                .description("The cities whose climate is known")
                .mimeType("text/plain")
                .handle(call -> ResourceResult.text(String.join("\n", weather.cities())));
    }

    private ResourceTemplate climate() {
        return ResourceTemplate.at("weather://climate/{city}")
                .name("climate")
                .description("The climate of a city")
                .mimeType("text/plain")
                .complete("city", (typed, others, call) -> citiesLike(typed))
                .handle((variables, call) -> ResourceResult.text(weather.climate(variables.getOrDefault("city", ""))
                        .orElseThrow(ResourceNotFoundException::new)));
    }

    private Prompt packing() {
        return Prompt.named("packing-list")
                .description("What to pack for a journey")
                .required("city", "Where to")
                .optional("days", "For how long")
                .complete("city", (typed, others, call) -> citiesLike(typed))
                .handle((arguments, call) -> PromptResult.text("I travel to " + arguments.get("city")
                        + " for " + arguments.getOrDefault("days", "a few") + " days. Look up the weather with the tool"
                        + " 'forecast' and tell me what to pack."));
    }

    private List<String> citiesLike(String typed) {
        return weather.cities().stream()
                .filter(city -> city.regionMatches(true, 0, typed, 0, typed.length()))
                .toList();
    }
}
