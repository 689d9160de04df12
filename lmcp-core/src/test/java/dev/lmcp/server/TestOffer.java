package dev.lmcp.server;

import dev.lmcp.Answers;
import dev.lmcp.Call;
import dev.lmcp.Content;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Prompt;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceContents;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Sampling;
import dev.lmcp.Shape;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the test server offers, by the names that transcripts use. */
final class TestOffer {

    private record Region(String name, long zone, boolean strict) {}

    private record Sum(long a, long b) {}

    private static final Shape<String> TEXT = Shape.object(fields -> {
        var text = fields.string("text");
        return in -> in.get(text);
    });
    private static final Shape<Region> REGION = Shape.object(fields -> {
        var name = fields.string("region").header("Region");
        var zone = fields.longInteger("zone").header("Zone").orElse(0L);
        var strict = fields.bool("strict").header("Strict").orElse(false);
        return in -> new Region(in.get(name), in.get(zone), in.get(strict));
    });
    private static final Shape<Sum> SUM = Shape.object(fields -> {
        var a = fields.longInteger("a");
        var b = fields.longInteger("b");
        return in -> new Sum(in.get(a), in.get(b));
    });

    private final CountDownLatch released = new CountDownLatch(1);
    private final Set<String> points = new HashSet<>();

    void register(Registry registry) {
        simple(registry);
        talking(registry);
        waiting(registry);
        registry.add(
                Resource.at("app://text").named("text").as("text/plain").read(call -> ResourceContents.text("hello")));
        registry.add(ResourceTemplate.of("app://item/{id}")
                .named("item")
                .read((variables, call) -> ResourceContents.text("item " + variables.get("id"))));
        registry.add(Prompt.named("welcome")
                .argument(new Prompt.Argument(
                        "name", "Whom", true, Optional.of((typed, others) -> List.of("Ada", "Alan"))))
                .write((arguments, call) -> Prompt.Result.of(Prompt.Turn.user("Welcome " + arguments.get("name")))));
        registry.add(Prompt.named("asking").write((arguments, call) -> {
            String topic = name(call.ask("topic", form("Which topic?")));
            return Prompt.Result.of(Prompt.Turn.user("Tell me of " + topic));
        }));
    }

    private static void simple(Registry registry) {
        registry.add(Tool.named("echo")
                .titled("Echo")
                .describedAs("Repeats a text")
                .input(TEXT)
                .handle((text, call) -> ToolResult.text(text)));
        registry.add(Tool.named("numbers")
                .describedAs("Gives a list of numbers")
                .output(json("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}"))
                .handle((in, call) -> ToolResult.structured(json("[1,2,3]"))));
        registry.add(Tool.named("sum")
                .describedAs("Adds two numbers")
                .input(SUM)
                .output(json("{\"type\":\"object\",\"properties\":{\"sum\":{\"type\":\"integer\"}}}"))
                .handle((sum, call) -> ToolResult.structured(object().put("sum", sum.a + sum.b))));
        registry.add(Tool.named("loose")
                .describedAs("Takes anything but nothing")
                .input(Shape.raw((ObjectNode)
                        json("{\"type\":\"object\",\"properties\":{\"anything\":true,\"nothing\":false}}")))
                .handle((in, call) -> ToolResult.text(in.toString())));
        registry.add(Tool.named("misfit")
                .describedAs("Breaks its own promise")
                .output(json("{\"type\":\"object\",\"required\":[\"sum\"]}"))
                .handle((in, call) -> ToolResult.structured(object().put("secret", 1))));
        registry.add(Tool.named("unwritable")
                .describedAs("Gives what is no JSON")
                .handle((in, call) -> {
                    call.progress(1);
                    Map<String, Object> endless = new LinkedHashMap<>();
                    endless.put("secret", endless);
                    return ToolResult.text("x").withStructured(object().putPOJO("secret", endless));
                }));
        registry.add(Tool.named("link")
                .describedAs("Points to a resource, with a sound")
                .handle((in, call) ->
                        ToolResult.of(Content.link("app://text", "text"), Content.audio(new byte[2], "audio/wav"))));
        registry.add(Tool.named("fail").describedAs("Fails").handle((in, call) -> {
            throw new ToolException("The oven is cold");
        }));
        registry.add(Tool.named("crash").describedAs("Fails by accident").handle((in, call) -> {
            throw new IllegalStateException("a secret detail");
        }));
        registry.add(Tool.named("region")
                .describedAs("Repeats what stands in headers as well")
                .input(REGION)
                .handle((region, call) -> ToolResult.text(region.name + " " + region.zone + " " + region.strict)));
        registry.add(Tool.named("guarded")
                .describedAs("Needs a scope")
                .requires("vault.open")
                .handle((in, call) -> ToolResult.text("open")));
    }

    private static void talking(Registry registry) {
        registry.add(Tool.named("steps").describedAs("Tells its progress").handle((in, call) -> {
            call.progress(1, 2, "half");
            call.progress(2, 2, "");
            return ToolResult.text("done");
        }));
        registry.add(Tool.named("logs").describedAs("Logs").handle((in, call) -> {
            call.log(LogLevel.INFO, "it is warm");
            call.log(LogLevel.WARNING, "it is hot");
            return ToolResult.text("logged");
        }));
        registry.add(Tool.named("ask")
                .describedAs("Asks for a name")
                .handle((in, call) -> ToolResult.text("Hello, " + name(call.ask("name", form("Who are you?"))))));
        registry.add(Tool.named("askTwice").describedAs("Asks for two names").handle((in, call) -> {
            String first = name(call.ask("first", form("Your first name?")));
            return ToolResult.text(first + " " + name(call.ask("second", form("Your second name?"))));
        }));
        registry.add(Tool.named("visit").describedAs("Sends to a page").handle((in, call) -> {
            var page = InputRequest.visit("Please visit", URI.create("https://example.com/"));
            return ToolResult.text(call.ask("page", page).action().name());
        }));
        registry.add(Tool.named("sample").describedAs("Asks the model").handle((in, call) -> {
            var question = InputRequest.sample(Sampling.ofAtMost(10).user("Say something"));
            return ToolResult.text(call.ask("model", question).text());
        }));
    }

    private void waiting(Registry registry) {
        registry.add(
                Tool.named("hold").describedAs("Works until it is released").handle((in, call) -> {
                    call.progress(1);
                    return hold(call);
                }));
        registry.add(
                Tool.named("release").describedAs("Lets go of the connection").handle((in, call) -> {
                    call.releaseConnection(Duration.ofMillis(10));
                    return hold(call);
                }));
        registry.add(Tool.named("job")
                .describedAs("May be a task")
                .input(TEXT)
                .task(TaskMode.OPTIONAL)
                .handle((text, call) -> {
                    reach("done");
                    return ToolResult.text(text);
                }));
        registry.add(Tool.named("failing")
                .describedAs("May be a task, and fails")
                .task(TaskMode.OPTIONAL)
                .handle((in, call) -> {
                    reach("done");
                    throw new ToolException("The oven is cold");
                }));
        registry.add(Tool.named("asking")
                .describedAs("May be a task, and asks for two names at once")
                .task(TaskMode.OPTIONAL)
                .handle((in, call) -> {
                    var first = form("Your first name?");
                    var second = form("Your second name?");
                    Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
                    questions.put("first", first);
                    questions.put("second", second);
                    Answers answers = call.askAll(questions);
                    return ToolResult.text(name(answers.of("first", first)) + " " + name(answers.of("second", second)));
                }));
        registry.add(Tool.named("later")
                .describedAs("Is always a task")
                .task(TaskMode.REQUIRED)
                .handle((in, call) -> ToolResult.text("done")));
    }

    private ToolResult hold(Call call) throws InterruptedException {
        call.onCancel(() -> reach("cancelled"));
        released.await();
        reach("done");
        return ToolResult.text("released");
    }

    void release() {
        released.countDown();
    }

    private synchronized void reach(String point) {
        points.add(point);
        notifyAll();
    }

    /** Waits until a tool has come to a point, doing something else now and then. */
    synchronized void await(String point, Duration patience, Runnable meanwhile) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!points.contains(point)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no tool was '" + point + "' within " + patience);
            }
            meanwhile.run();
            wait(10);
        }
    }

    private static InputRequest<InputRequest.Elicited> form(String message) {
        return InputRequest.form(message, (ObjectNode)
                json("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}"));
    }

    private static String name(InputRequest.Elicited answer) {
        return answer.content().path("name").stringValue("nobody");
    }

    private static JsonNode json(String text) {
        return WirePattern.json(text);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
