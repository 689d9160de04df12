package dev.lmcp.server;

import dev.lmcp.Answers;
import dev.lmcp.Call;
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
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools, resources and prompts of the test server, with the names that transcripts use. */
final class TestOffer {

    private record Region(String name, long zone, boolean strict) {}

    private record Sum(long a, long b) {}

    private static final Shape<String> TEXT = Shape.object(fields -> {
        var text = fields.string("text");
        return in -> in.get(text);
    });
    private static final Shape<String> NAME = Shape.object(fields -> {
        var name = fields.string("name");
        return in -> in.get(name);
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
        registry.add(Resource.at("app://text")
                .name("text")
                .mimeType("text/plain")
                .handle(call -> ResourceResult.text("hello")));
        registry.add(ResourceTemplate.at("app://item/{id}")
                .name("item")
                .handle((variables, call) -> ResourceResult.text("item " + variables.get("id"))));
        registry.add(Prompt.named("welcome")
                .required("name", "Whom")
                .complete("name", (typed, others, call) -> List.of("Ada", "Alan"))
                .handle((arguments, call) -> PromptResult.text("Welcome " + arguments.get("name"))));
        registry.add(Prompt.named("asking").handle((arguments, call) -> {
            String topic = name(call.ask("topic", form("Which topic?")));
            return PromptResult.text("Tell me of " + topic);
        }));
    }

    private static void simple(Registry registry) {
        registry.add(Tool.named("echo")
                .title("Echo")
                .description("Repeats a text")
                .input(TEXT)
                .handle((text, call) -> ToolResult.text(text)));
        registry.add(Tool.named("numbers")
                .description("Gives a list of numbers")
                .output(json("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}"))
                .handle((in, call) -> ToolResult.structured(json("[1,2,3]"))));
        registry.add(Tool.named("sum")
                .description("Adds two numbers")
                .input(SUM)
                .output(json("{\"type\":\"object\",\"properties\":{\"sum\":{\"type\":\"integer\"}}}"))
                .handle((sum, call) -> ToolResult.structured(object().put("sum", sum.a + sum.b))));
        registry.add(Tool.named("loose")
                .description("Takes anything but nothing")
                .input(Shape.raw((ObjectNode)
                        json("{\"type\":\"object\",\"properties\":{\"anything\":true,\"nothing\":false}}")))
                .handle((in, call) -> ToolResult.text(in.toString())));
        registry.add(Tool.named("misfit")
                .description("Breaks its own promise")
                .output(json("{\"type\":\"object\",\"required\":[\"sum\"]}"))
                .handle((in, call) -> ToolResult.structured(object().put("secret", 1))));
        registry.add(Tool.named("unwritable")
                .description("Gives what is no JSON")
                .handle((in, call) -> {
                    call.progress(1);
                    Map<String, Object> endless = new LinkedHashMap<>();
                    endless.put("secret", endless);
                    return ToolResult.text("x").withStructuredContent(object().putPOJO("secret", endless));
                }));
        registry.add(Tool.named("link")
                .description("Points to a resource, with a sound")
                .handle((in, call) -> ToolResult.of(
                        Content.resourceLink("app://text", "text"), Content.audio(new byte[2], "audio/wav"))));
        registry.add(Tool.named("fail").description("Fails").handle((in, call) -> {
            throw new ToolException("The oven is cold");
        }));
        registry.add(Tool.named("crash").description("Fails by accident").handle((in, call) -> {
            throw new IllegalStateException("a secret detail");
        }));
        registry.add(Tool.named("break").description("Breaks").input(TEXT).handle((kind, call) -> {
            throw fault(kind);
        }));
        registry.add(Tool.named("region")
                .description("Repeats what stands in headers as well")
                .input(REGION)
                .handle((region, call) -> ToolResult.text(region.name + " " + region.zone + " " + region.strict)));
        registry.add(Tool.named("guarded")
                .description("Needs a scope")
                .scopes("vault.open")
                .handle((in, call) -> ToolResult.text("open")));
    }

    private static Error fault(String kind) {
        return switch (kind) {
            case "assertion" -> new AssertionError("a secret detail");
            case "linkage" -> new NoClassDefFoundError("a secret detail");
            case "stack" -> new StackOverflowError("a secret detail");
            default -> new Error("a secret detail");
        };
    }

    private static void talking(Registry registry) {
        registry.add(Tool.named("steps").description("Tells its progress").handle((in, call) -> {
            call.progress(1, 2, "half");
            call.progress(2, 2, "");
            return ToolResult.text("done");
        }));
        registry.add(Tool.named("logs").description("Logs").handle((in, call) -> {
            call.log(LogLevel.INFO, "it is warm");
            call.log(LogLevel.WARNING, "it is hot");
            return ToolResult.text("logged");
        }));
        registry.add(Tool.named("ask")
                .description("Asks for a name")
                .handle((in, call) -> ToolResult.text("Hello, " + name(call.ask("name", form("Who are you?"))))));
        registry.add(Tool.named("askTwice").description("Asks for two names").handle((in, call) -> {
            String first = name(call.ask("first", form("Your first name?")));
            return ToolResult.text(first + " " + name(call.ask("second", form("Your second name?"))));
        }));
        registry.add(Tool.named("visit").description("Sends to a page").handle((in, call) -> {
            var page = InputRequest.url("Please visit", URI.create("https://example.com/"));
            return ToolResult.text(call.ask("page", page).action().name());
        }));
        registry.add(Tool.named("sample").description("Asks the model").handle((in, call) -> {
            var question = InputRequest.sampling(10).user("Say something");
            return ToolResult.text(call.ask("model", question).text());
        }));
    }

    private void waiting(Registry registry) {
        registry.add(
                Tool.named("hold").description("Works until it is released").handle((in, call) -> {
                    call.progress(1);
                    return hold(call);
                }));
        registry.add(
                Tool.named("release").description("Lets go of the connection").handle((in, call) -> {
                    call.releaseConnection(Duration.ofMillis(10));
                    return hold(call);
                }));
        registry.add(Tool.named("job")
                .description("May be a task")
                .input(TEXT)
                .taskMode(TaskMode.OPTIONAL)
                .handle((text, call) -> {
                    reach("done");
                    return ToolResult.text(text);
                }));
        registry.add(Tool.named("failing")
                .description("May be a task, and fails")
                .taskMode(TaskMode.OPTIONAL)
                .handle((in, call) -> {
                    reach("done");
                    throw new ToolException("The oven is cold");
                }));
        registry.add(Tool.named("asking")
                .description("May be a task, and asks for two names at once")
                .taskMode(TaskMode.OPTIONAL)
                .handle((in, call) -> {
                    var first = form("Your first name?");
                    var second = form("Your second name?");
                    Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
                    questions.put("first", first);
                    questions.put("second", second);
                    Answers answers = call.askAll(questions);
                    return ToolResult.text(name(answers.of("first", first)) + " " + name(answers.of("second", second)));
                }));
        registry.add(Tool.named("build")
                .description("May be a task, and works until it is released")
                .taskMode(TaskMode.OPTIONAL)
                .handle((in, call) -> {
                    reach("building");
                    return hold(call);
                }));
        registry.add(Tool.named("lookup")
                .description("May be a task, works until it is released, and may run again")
                .annotations(ToolAnnotations.readOnly())
                .taskMode(TaskMode.OPTIONAL)
                .handle((in, call) -> {
                    reach("building");
                    return ToolResult.text(
                            hold(call).isError() + " " + call.header("X-Tenant").orElse("nobody") + " "
                                    + call.principal().subject());
                }));
        registry.add(Tool.named("later")
                .description("Is always a task")
                .taskMode(TaskMode.REQUIRED)
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

    /** Waits until a tool has reached a point, and runs an action repeatedly while it waits. */
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

    private static InputRequest<ElicitResult<String>> form(String message) {
        return InputRequest.form(message, NAME);
    }

    private static String name(ElicitResult<String> answer) {
        return answer.content().orElse("nobody");
    }

    private static JsonNode json(String text) {
        return WirePattern.json(text);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
