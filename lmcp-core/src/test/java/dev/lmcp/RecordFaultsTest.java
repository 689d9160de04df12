package dev.lmcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lmcp.annotation.DecimalMin;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Name;
import dev.lmcp.annotation.Pattern;
import dev.lmcp.annotation.Size;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which classes cannot be shapes, and what is said of them. */
class RecordFaultsTest {

    private static final String EXPECTED =
            "; expected text, a number, a boolean, an enum, a record, a sealed interface of"
                    + " records, a list, a set, an array, a map, a type of java.time, URI, UUID, or JsonNode for any JSON";

    private static void assertRefused(Class<?> type, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(type)).withMessage(message);
    }

    private record Item(Thread price, char letter) {}

    private record Order(List<Item> items, Map<String, Object> more, Map<Integer, String> keys) {}

    @Test
    void areNamedWithTheirPlacesAllAtOnce() {
        assertRefused(
                Order.class,
                "Order.items[].price has the type 'Thread', which has no shape" + EXPECTED
                        + "; Order.items[].letter has the type 'char', which has no shape" + EXPECTED
                        + "; Order.more{} has the type 'Object', which has no shape" + EXPECTED
                        + "; Order.keys is a map with the keys 'Integer', and names in JSON are text; expected String");
    }

    private record Bounds(
            @Min(1) String text,
            @Size(max = 1) int number,
            @Pattern("a") boolean truth,
            @Max(128) byte tiny,
            @DecimalMin("x") int none,
            @DecimalMin("1e999999999") double far,
            @Min(2) @Max(1) int empty,
            @Size(min = 2, max = 1) String size,
            @Pattern("[") String pattern,
            @Pattern("(?=a)") Optional<String> look) {}

    @Test
    void haveBoundsThatCannotBe() {
        assertRefused(
                Bounds.class,
                "Bounds.text has @Min, which its type cannot have; expected it on a number: remove it;"
                        + " Bounds.number has @Size, which its type cannot have; expected it on text, a list, a set, an array"
                        + " or a map: remove it;"
                        + " Bounds.truth has @Pattern, which its type cannot have; expected it on text: remove it;"
                        + " Bounds.tiny has the bound 128, which its type cannot hold; expected -128 to 127;"
                        + " Bounds.none has the bound 'x'; expected a decimal, as in 0.5;"
                        + " Bounds.far has the bound 1E+999999999; expected one of at most 400 digits;"
                        + " Bounds.empty has the range 2 to 1; expected the smaller bound first;"
                        + " Bounds.size has the size 2 to 1; expected the smaller bound first;"
                        + " Bounds.pattern has the pattern '[', which is no regular expression (Unclosed character class);"
                        + " Bounds.look has the pattern '(?=a)', which has look-around; expected a regular expression of"
                        + " ECMA-262 without it, as clients of other languages read it");
    }

    private enum Nothing {}

    private enum Twice {
        @Name("a")
        ONE,
        @Name("a")
        TWO
    }

    private record Names(@Name("b") int a, int b, Nothing nothing, Set<Twice> twice) {}

    @Test
    void haveNamesThatAreNotUnique() {
        assertRefused(
                Names.class,
                "Names.b has the name 'b' in JSON, as another component has; expected a unique one;"
                        + " Names.nothing is the enum Nothing, which has no constants; expected at least one;"
                        + " Names.twice[] is the enum Twice, in which 'a' names two constants; expected unique names");
    }

    private record Node(String name, List<Node> children) {}

    private record Tree(Optional<Node> root) {}

    private record Grown<E>(Optional<Grown<List<E>>> next) {}

    private record Growing(Grown<String> first) {}

    @Test
    void leadToThemselves() {
        String why =
                " again, and clients refuse a schema that refers to itself; expected an end: a list of items that name"
                        + " their parents, or JsonNode";

        assertRefused(Node.class, "Node.children[] leads to 'Node'" + why);
        assertRefused(Tree.class, "Tree.root.children[] leads to 'Node'" + why);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(Growing.class))
                .withMessageEndingWith("leads to 'Grown'" + why);
    }

    private record Page<E>(List<E> items) {}

    @SuppressWarnings("rawtypes")
    private record Raw(List items, Page page, Optional<Optional<String>> twice, List<?> any) {}

    @Test
    void haveTypeParametersThatStandForNothing() {
        assertRefused(
                Page.class,
                "Page is generic; expected a record without type parameters: name the types in a component of one,"
                        + " as in Page<Item>");
        assertRefused(
                Raw.class,
                "Raw.items[] is of the raw type 'List'; expected it with its types, as in List<String>;"
                        + " Raw.page is of the raw type 'Page'; expected it with its types, as in List<String>;"
                        + " Raw.twice has the type 'Optional', which has no shape" + EXPECTED
                        + "; Raw.any[] has the type 'Object', which has no shape" + EXPECTED);
    }

    private sealed interface Figure permits Circle, Square, Blob {}

    private record Circle(int type) implements Figure {}

    @Name("circle")
    private record Square() implements Figure {}

    private static final class Blob implements Figure {}

    private sealed interface Same permits One, Other {}

    @Name("x")
    private record One() implements Same {}

    @Name("x")
    private record Other() implements Same {}

    @Test
    void haveKindsThatCannotBeToldApart() {
        assertRefused(
                Figure.class,
                "Figure(Circle) has the component 'type', which is the name of the discriminator; expected another name: add"
                        + " @Discriminator to the interface;"
                        + " Figure(Blob) is no record; expected a sealed interface that permits records only");
        assertRefused(
                Same.class, "Same(Other) has the name 'x', as another record has; expected a unique one: add @Name");
    }

    @Test
    void areNoRecords() {
        assertRefused(String.class, "String is no record; expected a record or a sealed interface of records");
        assertRefused(Runnable.class, "Runnable is no record; expected a record or a sealed interface of records");
    }

    @Test
    void areInAModuleThatDoesNotOpenThem(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("src/shop"));
        Files.writeString(
                folder.resolve("src/module-info.java"),
                "module com.example.shop { provides java.util.function.Supplier with shop.Order; }");
        Files.writeString(
                folder.resolve("src/shop/Order.java"),
                "package shop; import java.lang.invoke.MethodHandles; import java.util.function.Supplier;"
                        + " public class Order implements Supplier<Object> { private record Line(int n) {}"
                        + " public Object get() { return MethodHandles.lookup(); } }");
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-d",
                        folder.resolve("out").toString(),
                        folder.resolve("src/module-info.java").toString(),
                        folder.resolve("src/shop/Order.java").toString());
        assertThat(result).isZero();
        ModuleLayer boot = ModuleLayer.boot();
        Class<?> order = boot.defineModulesWithOneLoader(
                        boot.configuration()
                                .resolve(
                                        ModuleFinder.of(folder.resolve("out")),
                                        ModuleFinder.of(),
                                        Set.of("com.example.shop")),
                        getClass().getClassLoader())
                .findLoader("com.example.shop")
                .loadClass("shop.Order");
        Class<?> line = Class.forName("shop.Order$Line", false, order.getClassLoader());

        assertRefused(
                line,
                "Line is a record that cannot be reached, as the module 'com.example.shop' does not open its package;"
                        + " expected 'opens shop to dev.lmcp.core;' in its module-info.java, or Shape.of with a lookup of that"
                        + " module");
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(line, MethodHandles.publicLookup()));
        MethodHandles.Lookup lookup = (MethodHandles.Lookup) lookupOf(order);
        assertThat(Shape.of(line, lookup).decode(Trees.tree("{'n':1}"))).hasToString("Line[n=1]");
    }

    /** As the code of the module itself would hand it over. */
    private static Object lookupOf(Class<?> order) throws Exception {
        RecordFaultsTest.class.getModule().addUses(Supplier.class);
        Supplier<?> supplier =
                (Supplier<?>) ServiceLoader.load(order.getModule().getLayer(), Supplier.class)
                        .findFirst()
                        .orElseThrow();
        return supplier.get();
    }
}
