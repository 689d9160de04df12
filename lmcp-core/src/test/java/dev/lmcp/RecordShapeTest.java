package dev.lmcp;

import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Description;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Size;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordShapeTest {

    private enum Priority {
        LOW,
        NORMAL,
        URGENT
    }

    private record Customer(
            @Description("The name") String name,
            @Size(max = 80) String email) {}

    private record Item(String article, @Min(1) @Max(100) int quantity) {}

    private record Order(
            @Description("Who orders") Customer customer,

            @Description("How urgent it is") @Default("NORMAL")
            Priority priority,

            @Description("What is ordered") @Size(min = 1, max = 20)
            List<Item> items,

            @Description("A remark for the clerk") Optional<String> note) {}

    private static final Shape<Order> ORDER = Shape.of(Order.class);

    private static List<String> problems(Shape<?> shape, String json) {
        return catchThrowableOfType(InvalidInputException.class, () -> shape.decode(tree(json)))
                .problems();
    }

    @Test
    void tellsTheModelWhatItEnforces() {
        assertThat(ORDER.schema())
                .hasToString(tree("{'type':'object','properties':{"
                                + "'customer':{'type':'object','description':'Who orders','properties':{"
                                + "'name':{'type':'string','description':'The name'},"
                                + "'email':{'type':'string','maxLength':80}},"
                                + "'required':['name','email'],'additionalProperties':false},"
                                + "'priority':{'type':'string','description':'How urgent it is',"
                                + "'enum':['LOW','NORMAL','URGENT'],'default':'NORMAL'},"
                                + "'items':{'type':'array','description':'What is ordered','items':{'type':'object',"
                                + "'properties':{'article':{'type':'string'},"
                                + "'quantity':{'type':'integer','minimum':1,'maximum':100}},"
                                + "'required':['article','quantity'],'additionalProperties':false},"
                                + "'minItems':1,'maxItems':20},"
                                + "'note':{'type':'string','description':'A remark for the clerk'}},"
                                + "'required':['customer','items'],'additionalProperties':false}")
                        .toString());
    }

    @Test
    void makesTheRecord() {
        assertThat(ORDER.decode(
                        tree("{'customer':{'name':'Ada','email':'a@b'},'items':[{'article':'x','quantity':2}]}")))
                .isEqualTo(new Order(
                        new Customer("Ada", "a@b"), Priority.NORMAL, List.of(new Item("x", 2)), Optional.empty()));
    }

    @Test
    void tellsEveryProblemAtOnce() {
        assertThat(problems(ORDER, "{'priority':'SOON','items':[{'article':'x','quantity':0}]}"))
                .containsExactly(
                        "/customer is required, but was absent",
                        "/priority must be one of LOW, NORMAL, URGENT, but was \"SOON\"",
                        "/items/0/quantity must be between 1 and 100, but was 0");
    }

    @Test
    void writesTheRecord() {
        Order order =
                new Order(new Customer("Ada", "a@b"), Priority.URGENT, List.of(new Item("x", 2)), Optional.empty());

        assertThat(ORDER.encode(order))
                .isEqualTo(tree("{'customer':{'name':'Ada','email':'a@b'},'priority':'URGENT',"
                        + "'items':[{'article':'x','quantity':2}]}"));
        assertThat(ORDER.decode(ORDER.encode(order))).isEqualTo(order);
    }
}
