package com.example.guide;

import dev.lmcp.Annotations;
import dev.lmcp.CacheHint;
import dev.lmcp.Call;
import dev.lmcp.Content;
import dev.lmcp.ElicitResult;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Prompt;
import dev.lmcp.PromptMessage;
import dev.lmcp.PromptResult;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceContents;
import dev.lmcp.ResourceNotFoundException;
import dev.lmcp.ResourceResult;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Role;
import dev.lmcp.Shape;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Description;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Size;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The code in docs/tools.md, which {@link GuideTest} runs. */
final class GuideTools implements ToolProvider {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final Map<String, String> notes = new ConcurrentHashMap<>(Map.of("1", "Call Ada"));

    enum Priority {
        LOW,
        NORMAL,
        URGENT
    }

    record Customer(
            @Description("As in a letter") String name,
            @Description("For questions") Optional<String> phone) {}

    record Item(
            @Description("The article's number") String article,
            @Min(1) @Max(100) int quantity) {}

    record Order(
            @Description("Who orders") Customer customer,

            @Description("What is ordered") @Size(min = 1, max = 20)
            List<Item> items,

            @Description("How urgent it is") @Default("NORMAL")
            Priority priority,

            @Description("The day of delivery") Optional<LocalDate> delivery) {}

    record Ticket(
            @Description("The number to quote") int number,
            @Description("The total of the items") int quantity) {}

    record Confirmation(@Description("Whether to go on") boolean confirmed) {}

    @Override
    public String name() {
        return "guide";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        registry.add(createOrder());
        registry.add(byHand());
        registry.add(bySchema());
        registry.add(blocks());
        registry.add(chart());
        registry.add(failing());
        registry.add(export());
        registry.add(deleteAll());
        registry.add(signIn());
        registry.add(summarize());
        registry.add(reindex());
        registry.add(whoami());
        registry.add(slow());
        registry.add(saveNote(registry));
        registry.add(hours());
        registry.add(note());
        registry.add(letter());
    }

    private static Tool createOrder() {
        return Tool.named("create_order")
                .description("Orders articles for a customer. Returns the ticket.")
                .input(Order.class)
                .returns(Ticket.class)
                .annotations(ToolAnnotations.additive())
                .handle((order, call) -> {
                    int quantity =
                            order.items().stream().mapToInt(Item::quantity).sum();
                    return new Ticket(7, quantity);
                });
    }

    private static Tool byHand() {
        Shape<String> input = Shape.object(fields -> {
            var city = fields.string("city").description("City name").length(1, 80);
            var days =
                    fields.integer("days").description("Days ahead").range(1, 7).orElse(3);
            var unit = fields.choice("unit", "celsius", "fahrenheit").optional();
            return in -> in.get(city) + " for " + in.get(days) + " days"
                    + in.get(unit).map(u -> " in " + u).orElse("");
        });
        return Tool.named("forecast")
                .description("Weather for a city")
                .input(input)
                .handle((text, call) -> ToolResult.text(text));
    }

    private static Tool bySchema() {
        ObjectNode schema = (ObjectNode) JsonMapper.shared().readTree("""
                {"type": "object",
                 "properties": {"query": {"type": "string"}, "filter": {"type": "object"}},
                 "required": ["query"]}""");
        return Tool.named("search")
                .description("Searches the archive")
                .input(Shape.raw(schema))
                .handle((arguments, call) ->
                        ToolResult.text("searched " + arguments.path("query").stringValue()));
    }

    private static Tool blocks() {
        return Tool.named("describe_article")
                .description("Shows an article")
                .handle((none, call) -> ToolResult.of(
                        Content.text("A lamp")
                                .withAnnotations(Annotations.none().withAudience(Role.USER)),
                        Content.resourceLink("desk://hours", "hours").withMimeType("text/plain"),
                        Content.embeddedResource(ResourceContents.text("220 V").withUri("desk://article/1/data"))));
    }

    private static Tool chart() {
        return Tool.named("chart")
                .description("Draws the sales of a month")
                .annotations(ToolAnnotations.readOnly())
                .handle((none, call) -> ToolResult.of(Content.image(PNG, "image/png")));
    }

    record Ask(String article) {}

    private static Tool failing() {
        return Tool.named("stock")
                .description("Says how many of an article are there")
                .input(Ask.class)
                .handle((ask, call) -> {
                    if (ask.article().equals("A-0")) {
                        throw new ToolException("there is no article 'A-0'; list the articles first");
                    }
                    throw new IllegalStateException("connection to db.internal refused");
                });
    }

    private static Tool export() {
        return Tool.named("export").description("Exports all orders").handle((none, call) -> {
            for (int page = 1; page <= 3 && !call.isCancelled(); page++) {
                call.progress(page, 3, "page " + page);
            }
            call.log(LogLevel.INFO, "exported 3 pages");
            return ToolResult.text("exported");
        });
    }

    private static Tool deleteAll() {
        return Tool.named("delete_all")
                .description("Deletes every order of a customer, after a question to the person")
                .annotations(ToolAnnotations.destructive())
                .handle((none, call) -> {
                    ElicitResult<Confirmation> answer =
                            call.ask("sure", InputRequest.form("Delete all 12 orders?", Confirmation.class));
                    boolean isSure =
                            answer.content().filter(Confirmation::confirmed).isPresent();
                    return ToolResult.text(isSure ? "deleted 12 orders" : "nothing was deleted");
                });
    }

    private static Tool signIn() {
        return Tool.named("connect_calendar").description("Connects a calendar").handle((none, call) -> {
            var page = InputRequest.url("Sign in to your calendar", URI.create("https://example.com/connect"));
            if (!call.canAsk(page)) {
                throw new ToolException("this client opens no pages; go to https://example.com/connect");
            }
            return ToolResult.text(call.ask("page", page).isAccepted() ? "connected" : "not connected");
        });
    }

    private static Tool summarize() {
        return Tool.named("summarize")
                .description("Sums up the open tickets")
                .handle((none, call) -> ToolResult.text(
                        call.ask("summary", InputRequest.sampling(200).user("Sum up: lamp broken, door open"))
                                .text()));
    }

    private static Tool reindex() {
        return Tool.named("reindex")
                .description("Builds the index anew; takes minutes")
                .taskMode(TaskMode.OPTIONAL)
                .handle((none, call) -> ToolResult.text("indexed 3 documents"));
    }

    private static Tool whoami() {
        return Tool.named("my_orders")
                .description("Lists the caller's own orders")
                .scopes("orders.read")
                .handle((none, call) -> ToolResult.text(
                        "orders of " + tenant(call) + "/" + call.principal().subject()));
    }

    private static String tenant(Call call) {
        return call.principal()
                .claims()
                .text("tenant")
                .orElseThrow(() -> new ToolException("your account has no tenant"));
    }

    private static Tool slow() {
        return Tool.named("slow")
                .description("Asks a slow system")
                .timeLimit(Duration.ofMillis(200))
                .handle((none, call) -> {
                    Thread.sleep(60_000);
                    return ToolResult.text("late");
                });
    }

    record Note(String id, String text) {}

    private Tool saveNote(Registry registry) {
        return Tool.named("save_note")
                .description("Saves a note")
                .input(Note.class)
                .handle((note, call) -> {
                    notes.put(note.id(), note.text());
                    registry.resourceUpdated("desk://note/" + note.id());
                    return ToolResult.text("saved");
                });
    }

    private static Resource hours() {
        return Resource.at("desk://hours")
                .name("hours")
                .description("When the desk is open")
                .mimeType("text/plain")
                .cache(CacheHint.of(Duration.ofHours(1)).shared())
                .handle(call -> ResourceResult.text("9 to 5"));
    }

    private ResourceTemplate note() {
        return ResourceTemplate.at("desk://note/{id}")
                .name("note")
                .mimeType("text/plain")
                .complete(
                        "id",
                        (typed, others, call) -> notes.keySet().stream()
                                .filter(id -> id.startsWith(typed))
                                .toList())
                .handle((variables, call) -> Optional.ofNullable(notes.get(variables.get("id")))
                        .map(ResourceResult::text)
                        .orElseThrow(ResourceNotFoundException::new));
    }

    private static Prompt letter() {
        return Prompt.named("letter")
                .description("Writes a letter to a customer")
                .required("customer", "Who gets the letter")
                .optional("tone", "How it sounds")
                .complete("tone", (typed, others, call) -> List.of("friendly", "formal"))
                .handle((arguments, call) -> PromptResult.of(
                        PromptMessage.user("Write to " + arguments.get("customer")),
                        PromptMessage.assistant("In a " + arguments.getOrDefault("tone", "formal") + " tone:")));
    }
}
