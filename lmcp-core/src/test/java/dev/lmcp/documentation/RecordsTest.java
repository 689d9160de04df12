package dev.lmcp.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Call;
import dev.lmcp.ElicitResult;
import dev.lmcp.InputRequest;
import dev.lmcp.Tool;
import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Description;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Size;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The code of the section on records in docs/your-own-war.md, which {@code verification/docs} compares with this. */
class RecordsTest {

    enum Priority {
        LOW,
        NORMAL,
        URGENT
    }

    record Item(
            @Description("Name or number of the article") String article,
            @Min(1) @Max(100) int quantity) {}

    record Order(
            @Description("How urgent it is") @Default("NORMAL")
            Priority priority,

            @Description("What is ordered") @Size(min = 1, max = 20)
            List<Item> items,

            @Description("A remark for the clerk") Optional<String> note) {}

    record Ticket(String id, int pieces, Optional<LocalDate> delivery) {}

    record Confirmation(
            @Description("Whether the order is sent") boolean send) {}

    private final Desk desk = new Desk();

    @Test
    void theToolOfThePageTakesAndGivesRecords() {
        Tool create = Tool.named("create_order")
                .description("Orders articles")
                .input(Order.class)
                .returns(Ticket.class)
                .handle((order, call) -> desk.order(order, call));
        Lmcp lmcp = Lmcp.with(Config.builder().set("lmcp.auth", "none").build())
                .tool(create)
                .start();
        try (lmcp) {
            ObjectNode result = lmcp.local()
                    .answering("send", (ObjectNode)
                            new JsonMapper().readTree("{\"action\":\"accept\",\"content\":{\"send\":true}}"))
                    .callTool("create_order", Map.of("items", List.of(Map.of("article", "lamp", "quantity", 2))));

            assertThat(result.path("structuredContent").toString()).isEqualTo("{\"id\":\"T-NORMAL\",\"pieces\":2}");
            assertThat(lmcp.local()
                            .callTool("create_order", Map.of("items", List.of(), "priority", "SOON"))
                            .toString())
                    .contains("/priority must be one of LOW, NORMAL, URGENT, but was \\\"SOON\\\";"
                            + " /items must have 1 to 20 items, but has 0");
        }
    }

    private static final class Desk {

        Ticket order(Order order, Call call) {
            ElicitResult<Confirmation> answer =
                    call.ask("send", InputRequest.form("Send the order?", Confirmation.class));
            int pieces = order.items().stream().mapToInt(Item::quantity).sum();
            boolean isSent = answer.content().filter(Confirmation::send).isPresent();
            return new Ticket("T-" + order.priority(), isSent ? pieces : 0, Optional.empty());
        }
    }
}
