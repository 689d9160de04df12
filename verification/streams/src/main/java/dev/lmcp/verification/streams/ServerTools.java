package dev.lmcp.verification.streams;

import dev.lmcp.Call;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Registry;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools of the server that is put to the test. */
final class ServerTools {

    private static final String COMING_AND_GOING = "coming-and-going";
    private static final Duration COME_BACK = Duration.ofMillis(200);

    private final Registry registry;
    private final AtomicInteger sleeping = new AtomicInteger();

    ServerTools(Registry registry) {
        this.registry = registry;
    }

    void register() {
        registry.add(Tool.named("echo")
                        .description("Says what it is told")
                        .input(Shape.object(fields -> {
                            var text = fields.string("text");
                            return in -> in.get(text);
                        }))
                        .handle((text, call) -> ToolResult.text(text)))
                .add(Tool.named("sleep")
                        .description("Sleeps, and says nothing meanwhile")
                        .input(Shape.object(fields -> {
                            var millis = fields.integer("millis");
                            return in -> in.get(millis);
                        }))
                        .handle((millis, call) -> sleep(millis)))
                .add(Tool.named("steps")
                        .description("Logs messages at a pace")
                        .input(Steps.SHAPE)
                        .handle(ServerTools::steps))
                .add(Tool.named("progress").description("Tells its progress").handle((none, call) -> {
                    call.progress(1);
                    return ToolResult.text("done");
                }))
                .add(Tool.named("release")
                        .description("Lets go of the connection, and answers later")
                        .handle(ServerTools::release))
                .add(Tool.named("ask").description("Asks for a name").handle(ServerTools::ask))
                .add(Tool.named("toggle")
                        .description("Adds a tool, or removes it again")
                        .handle((none, call) -> toggle()))
                .add(Tool.named("update")
                        .description("Tells subscribers of many resources with long names")
                        .input(Updates.SHAPE)
                        .handle((updates, call) -> update(updates)))
                .add(Tool.named("fail").description("Fails in a talkative way").handle((none, call) -> {
                    throw new IllegalStateException("java.lang.Secret in /etc/secret at dev.lmcp.Secret.java");
                }))
                .add(Tool.named("vitals")
                        .description("Measures the server")
                        .input(Shape.object(fields -> {
                            var collect = fields.bool("collect").orElse(false);
                            return in -> in.get(collect);
                        }))
                        .handle((collect, call) -> ToolResult.structured(vitals(collect))));
    }

    private ToolResult sleep(int millis) throws InterruptedException {
        sleeping.incrementAndGet();
        try {
            Thread.sleep(millis);
        } finally {
            sleeping.decrementAndGet();
        }
        return ToolResult.text("slept");
    }

    /**
     * What to say.
     *
     * @param count how many messages
     * @param millis what lies between two of them
     * @param size how long each is
     */
    private record Steps(int count, int millis, int size) {

        static final Shape<Steps> SHAPE = Shape.object(fields -> {
            var count = fields.integer("count");
            var millis = fields.integer("millis");
            var size = fields.integer("size").orElse(1);
            return in -> new Steps(in.get(count), in.get(millis), in.get(size));
        });
    }

    private static ToolResult steps(Steps steps, Call call) throws InterruptedException {
        String padding = "x".repeat(steps.size());
        for (int step = 1; step <= steps.count(); step++) {
            call.log(LogLevel.WARNING, "step " + step + " " + padding);
            Thread.sleep(steps.millis());
        }
        return ToolResult.text("all steps done " + padding);
    }

    private static ToolResult release(ObjectNode none, Call call) throws InterruptedException {
        call.releaseConnection(COME_BACK);
        Thread.sleep(2 * COME_BACK.toMillis());
        return ToolResult.text("answered later");
    }

    private static ToolResult ask(ObjectNode none, Call call) {
        call.ask("name", InputRequest.form("Who is there?", Shape.object(fields -> {
            var name = fields.string("name").optional();
            return in -> in.get(name);
        })));
        return ToolResult.text("asked");
    }

    private synchronized ToolResult toggle() {
        if (!registry.removeTool(COMING_AND_GOING)) {
            registry.add(Tool.named(COMING_AND_GOING)
                    .description("Comes and goes")
                    .handle((none, call) -> ToolResult.text("here for now")));
        }
        return ToolResult.text("toggled");
    }

    /** Which resources are told of: as many as {@code count}, by names as long as {@code size}. */
    private record Updates(int count, int size) {

        static final Shape<Updates> SHAPE = Shape.object(fields -> {
            var count = fields.integer("count");
            var size = fields.integer("size");
            return in -> new Updates(in.get(count), in.get(size));
        });
    }

    private ToolResult update(Updates updates) {
        long begun = System.nanoTime();
        for (int number = 0; number < updates.count(); number++) {
            registry.resourceUpdated(Names.resource(number, updates.size()));
        }
        return ToolResult.structured(
                JsonNodeFactory.instance.objectNode().put("micros", (System.nanoTime() - begun) / 1_000));
    }

    private ObjectNode vitals(boolean collect) {
        return Vitals.measure(collect).put("sleeping", sleeping.get());
    }
}
