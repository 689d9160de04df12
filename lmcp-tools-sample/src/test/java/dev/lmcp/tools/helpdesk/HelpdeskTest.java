package dev.lmcp.tools.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.testkit.McpTest;
import dev.lmcp.testkit.TestClient;
import dev.lmcp.testkit.TestServer;
import dev.lmcp.tools.helpdesk.Helpdesk.Customer;
import dev.lmcp.tools.helpdesk.Helpdesk.Item;
import dev.lmcp.tools.helpdesk.Helpdesk.Ticket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class HelpdeskTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.of(new HelpdeskProvider());

    @McpTest
    void ordersForACustomer(TestClient client) {
        var order = Map.of("customer", new Customer("Ada", "a@b.no"), "items", List.of(new Item("A-1", 2)));
        assertThat(client.call("create_order", order).as(Ticket.class).articles())
                .isEqualTo(1);
    }
}
