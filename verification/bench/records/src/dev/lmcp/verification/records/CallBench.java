package dev.lmcp.verification.records;

import dev.lmcp.Call;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Size;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One call of a tool of ordinary size: arguments, handler, structured result. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBench {

    enum Priority {
        LOW,
        NORMAL,
        URGENT
    }

    record Customer(String name, @Size(max = 80) String email) {}

    record Item(@Size(min = 1, max = 40) String article, @Min(1) @Max(100) int quantity) {}

    record Order(
            Customer customer,
            @Default("NORMAL") Priority priority,
            @Size(min = 1, max = 20) List<Item> items,
            Optional<String> note) {}

    record Ticket(String id, int pieces, Priority priority, Optional<String> note) {}

    private static final Call CALL = (Call) Proxy.newProxyInstance(
            CallBench.class.getClassLoader(), new Class<?>[] {Call.class}, (proxy, method, arguments) -> null);

    private final JsonNode arguments = new JsonMapper().readTree("""
            {"customer":{"name":"Ada","email":"ada@example.com"},"priority":"URGENT",
             "items":[{"article":"lamp","quantity":2},{"article":"cable","quantity":10}],"note":"by Friday"}""");

    private final Tool byRecord = tool(Shape.of(Order.class));
    private final Tool byHand = tool(byHand());
    private final Tool byHandInJson = Tool.named("by-hand-in-json")
            .description("Orders")
            .input(byHand())
            .output(Shape.object(fields -> {
                fields.string("id");
                fields.integer("pieces");
                fields.choice("priority", "LOW", "NORMAL", "URGENT");
                fields.string("note").optional();
                return in -> in;
            }))
            .handle((order, call) -> ToolResult.structured(json(ticket(order))));
    private final Shape<Order> recordShape = Shape.of(Order.class);
    private final Shape<Order> handShape = byHand();

    private static Tool tool(Shape<Order> input) {
        return Tool.named("order")
                .description("Orders")
                .input(input)
                .returns(Ticket.class)
                .handle((order, call) -> ticket(order));
    }

    private static Shape<Order> byHand() {
        Shape<Customer> customers = Shape.object(fields -> {
            var name = fields.string("name");
            var email = fields.string("email").length(0, 80);
            return in -> new Customer(in.get(name), in.get(email));
        });
        Shape<Item> items = Shape.object(fields -> {
            var article = fields.string("article").length(1, 40);
            var quantity = fields.integer("quantity").range(1, 100);
            return in -> new Item(in.get(article), in.get(quantity));
        });
        return Shape.object(fields -> {
            var customer = fields.object("customer", customers);
            var priority = fields.choice("priority", Priority.class).orElse(Priority.NORMAL);
            var list = fields.objects("items", items).size(1, 20);
            var note = fields.string("note").optional();
            return in -> new Order(in.get(customer), in.get(priority), in.get(list), in.get(note));
        });
    }

    private static Ticket ticket(Order order) {
        int pieces = order.items().stream().mapToInt(Item::quantity).sum();
        return new Ticket("T-1", pieces, order.priority(), order.note());
    }

    private static ObjectNode json(Ticket ticket) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", ticket.id()).put("pieces", ticket.pieces()).put("priority", ticket.priority().name());
        ticket.note().ifPresent(note -> json.put("note", note));
        return json;
    }

    /** Reads by the shape of a record. */
    @Benchmark
    public Order readByRecord() {
        return recordShape.decode(arguments);
    }

    /** Reads by a shape that was built by hand. */
    @Benchmark
    public Order readByHand() {
        return handShape.decode(arguments);
    }

    /** Takes and returns records. */
    @Benchmark
    public ToolResult callByRecord() throws Exception {
        return byRecord.call(arguments, CALL);
    }

    /** Takes what was built by hand, and returns a record. */
    @Benchmark
    public ToolResult callByHand() throws Exception {
        return byHand.call(arguments, CALL);
    }

    /** Takes what was built by hand, and returns a tree that the JSON Schema library checks. */
    @Benchmark
    public ToolResult callByHandInJson() throws Exception {
        return byHandInJson.call(arguments, CALL);
    }
}
