package dev.lmcp.tools.helpdesk;

import static dev.lmcp.InputRequest.form;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.Call;
import dev.lmcp.Content;
import dev.lmcp.Shape;
import dev.lmcp.ToolResult;
import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Description;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.McpPlugin;
import dev.lmcp.annotation.McpPrompt;
import dev.lmcp.annotation.McpResource;
import dev.lmcp.annotation.McpTool;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Pattern;
import dev.lmcp.annotation.Size;
import java.util.List;
import java.util.Optional;

/** An invented help desk: the methods are a tool, a resource and a prompt. */
@McpPlugin(optIn = true)
public final class Helpdesk {

    enum Priority {
        LOW,
        NORMAL,
        URGENT
    }

    record Customer(String name, @Pattern("^[^@]+@[^@]+$") String email) {}

    record Item(String article, @Min(1) @Max(100) int quantity) {}

    record Ticket(@Description("Order number") String id, Priority priority, int articles, Optional<String> note) {}

    record Consent(boolean agreed) {}

    private static final Shape<Ticket> TICKET = Shape.of(Ticket.class);

    @McpTool(description = "Orders articles for a customer", output = Ticket.class)
    public ToolResult createOrder(
            @Description("Who orders") Customer customer,
            @Description("How urgent it is") @Default("NORMAL") Priority priority,
            @Description("What is ordered") @Size(min = 1, max = 20) List<Item> items,
            @Description("A remark for the clerk") Optional<String> note,
            Call call) {
        boolean isFast = priority == Priority.URGENT
                && call.ask("fee", form("Pay 9?", Consent.class)).isAccepted();
        call.progress(1, 1, "ordered for " + customer.name());
        Ticket ticket = new Ticket(isFast ? "X-1" : "N-1", priority, items.size(), note);
        Content label = Content.image(("<svg><text>" + ticket.id() + "</text></svg>").getBytes(UTF_8), "image/svg+xml");
        return ToolResult.of(label).withStructuredContent(TICKET.encode(ticket));
    }

    @McpResource(uri = "helpdesk://articles", description = "The articles that can be ordered")
    public String articles() {
        return "A-1 lamp\nA-2 chair";
    }

    @McpPrompt(description = "Complains about an article")
    public String complain(@Description("The article number") String article) {
        return "The article " + article + " is broken. Order another one by 'create_order'.";
    }
}
