package dev.lmcp.testkit;

import dev.lmcp.Content;
import dev.lmcp.ElicitResult;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Prompt;
import dev.lmcp.PromptResult;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceResult;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Shape;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tools of every kind that the kit must serve. */
final class Desk implements ToolProvider {

    static final byte[] PIXEL = {1, 2, 3};

    final CountDownLatch cancelled = new CountDownLatch(1);

    record Ticket(int number, String subject) {}

    @Override
    public String name() {
        return "desk";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        String greeting = settings.text("greeting").orElse("Hello");
        registry.add(greet(greeting));
        registry.add(ticket());
        registry.add(picture());
        registry.add(fails());
        registry.add(refuses());
        registry.add(works());
        registry.add(waits());
        registry.add(asks());
        registry.add(whoami());
        registry.add(Tool.named("now")
                .description("Tells the time")
                .handle((none, call) ->
                        ToolResult.text(services.clock().instant().toString())));
        registry.add(Tool.named("report")
                .description("Takes its time")
                .taskMode(TaskMode.REQUIRED)
                .handle((none, call) -> ToolResult.text("reported")));
        registry.add(Resource.at("desk://hours")
                .name("hours")
                .mimeType("text/plain")
                .handle(call -> ResourceResult.text("9 to 5")));
        registry.add(ResourceTemplate.at("desk://ticket/{number}")
                .name("ticket")
                .complete("number", (typed, others, call) -> List.of(typed + "1", typed + "2"))
                .handle((variables, call) -> ResourceResult.blob(PIXEL)));
        registry.add(Prompt.named("apology")
                .description("Says sorry")
                .required("customer", "Who is angry")
                .complete("customer", (typed, others, call) -> List.of("Ada", "Alan"))
                .handle((arguments, call) -> PromptResult.text("Say sorry to " + arguments.get("customer"))));
    }

    private static Tool greet(String greeting) {
        return Tool.named("greet")
                .description("Greets somebody")
                .input(Shape.object(fields -> {
                    var name = fields.string("name")
                            .description("Who is to be greeted")
                            .header("Name");
                    return in -> in.get(name);
                }))
                .handle((name, call) -> ToolResult.text(greeting + ", " + name + "!"));
    }

    private static Tool ticket() {
        return Tool.named("open_ticket")
                .description("Opens a ticket")
                .input(Shape.object(fields -> {
                    var subject = fields.string("subject");
                    return in -> in.get(subject);
                }))
                .output(Shape.object(fields -> {
                    var number = fields.integer("number");
                    var subject = fields.string("subject");
                    return in -> new Ticket(in.get(number), in.get(subject));
                }))
                .handle((subject, call) ->
                        ToolResult.structured(object().put("number", 7).put("subject", subject)));
    }

    private static Tool picture() {
        return Tool.named("picture")
                .description("Draws")
                .handle((none, call) -> ToolResult.of(
                        Content.text("a pixel"),
                        Content.image(PIXEL, "image/png"),
                        Content.resourceLink("desk://hours", "hours").withTitle("Hours")));
    }

    private static Tool fails() {
        return Tool.named("fails").description("Fails").handle((none, call) -> {
            throw new IllegalStateException("the database is down");
        });
    }

    private static Tool refuses() {
        return Tool.named("refuses").description("Refuses").handle((none, call) -> {
            throw new ToolException("there is no such ticket", new IllegalArgumentException("ticket 9"));
        });
    }

    private static Tool works() {
        return Tool.named("works").description("Reports").handle((none, call) -> {
            call.progress(1, 2, "half");
            call.log(LogLevel.DEBUG, "still there");
            call.progress(2, 2, "");
            return ToolResult.text("done");
        });
    }

    private Tool waits() {
        return Tool.named("waits").description("Waits until it is cancelled").handle((none, call) -> {
            CountDownLatch end = new CountDownLatch(1);
            call.onCancel(end::countDown);
            call.progress(1);
            try {
                end.await();
            } finally {
                cancelled.countDown();
            }
            return ToolResult.text("waited");
        });
    }

    private static Tool asks() {
        Shape<String> form = Shape.object(fields -> {
            var name = fields.string("name");
            return in -> in.get(name);
        });
        return Tool.named("asks").description("Asks everything").handle((none, call) -> {
            ElicitResult<String> name = call.ask("name", InputRequest.form("Who are you?", form));
            ElicitResult<Void> page =
                    call.ask("page", InputRequest.url("Sign in", URI.create("https://example.com/sign-in")));
            String word = call.ask("word", InputRequest.sampling(10).user("One word?"))
                    .text();
            String root = call.ask("roots", InputRequest.roots()).get(0).uri();
            return ToolResult.text(
                    name.content().orElse("nobody") + " " + page.action().wireName() + " " + word + " " + root);
        });
    }

    private static Tool whoami() {
        return Tool.named("whoami")
                .description("Says who calls")
                .scopes("identity")
                .handle((none, call) -> ToolResult.text(call.principal().subject() + " of "
                        + call.principal().claims().text("tenant").orElse("nowhere")));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
