package dev.lmcp;

import static dev.lmcp.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Null is refused by one rule: with an exception that names the parameter. */
class NullTest {

    /** What a parameter of a type may be in general. */
    private static final Map<Class<?>, Object> VALUES = new HashMap<>();

    static {
        VALUES.put(String.class, "x");
        VALUES.put(URI.class, URI.create("https://example.com/"));
        VALUES.put(Duration.class, Duration.ofSeconds(1));
        VALUES.put(Instant.class, Instant.EPOCH);
        VALUES.put(byte[].class, new byte[1]);
        VALUES.put(JsonNode.class, object("{}"));
        VALUES.put(ObjectNode.class, object("{'type':'object'}"));
        VALUES.put(Map.class, Map.of());
        VALUES.put(List.class, List.of("x"));
        VALUES.put(Collection.class, List.of("x"));
        VALUES.put(Object.class, "x");
        VALUES.put(Number.class, 1);
        VALUES.put(Function.class, (Function<Fields, Function<Input, String>>) fields -> in -> "made");
        VALUES.put(int.class, 1);
        VALUES.put(long.class, 1L);
        VALUES.put(double.class, 0.5);
        VALUES.put(Role.class, Role.USER);
        VALUES.put(Icon.Theme.class, Icon.Theme.DARK);
        VALUES.put(TaskMode.class, TaskMode.OPTIONAL);
        VALUES.put(Annotations.class, Annotations.none());
        VALUES.put(ToolAnnotations.class, ToolAnnotations.readOnly());
        VALUES.put(CacheHint.class, CacheHint.none());
        VALUES.put(Icon.class, Icon.at("https://example.com/"));
        VALUES.put(Content.class, Content.text("x"));
        VALUES.put(ResourceContents.class, ResourceContents.text("x").withUri("app://x"));
        VALUES.put(PromptMessage.class, PromptMessage.user("x"));
        VALUES.put(Shape.class, Shape.none());
        VALUES.put(Principal.class, Principal.anonymous());
        VALUES.put(Call.class, new NoCall());
        VALUES.put(Completer.class, (Completer) (value, arguments, call) -> List.of());
        VALUES.put(Tool.Handler.class, (Tool.Handler<ObjectNode, ToolResult>) (in, call) -> ToolResult.text(""));
        VALUES.put(Resource.Handler.class, (Resource.Handler) call -> ResourceResult.text(""));
        VALUES.put(ResourceTemplate.Handler.class, (ResourceTemplate.Handler) (in, call) -> ResourceResult.text(""));
        VALUES.put(Prompt.Handler.class, (Prompt.Handler) (in, call) -> PromptResult.text(""));
    }

    private static List<Object> subjects() {
        List<Object> subjects = new ArrayList<>(List.of(
                Annotations.none(),
                Icon.at("https://example.com/"),
                ClientInfo.of("n", "1"),
                Content.text("x"),
                Content.image(new byte[1], "image/png"),
                Content.audio(new byte[1], "audio/wav"),
                Content.resourceLink("app://x", "x"),
                Content.embeddedResource(ResourceContents.text("x").withUri("app://x")),
                ResourceContents.text("x"),
                ResourceResult.text("x"),
                ToolResult.text("x"),
                PromptMessage.user("x"),
                PromptResult.text("x"),
                CacheHint.none(),
                ToolAnnotations.readOnly(),
                Scopes.all(),
                Root.at("file:///x"),
                ElicitResult.accepted("x"),
                ElicitResult.Action.ACCEPT,
                SamplingResult.of(Role.USER, "m", object("{}")),
                InputRequest.sampling(1),
                InputRequest.form("?", Shape.none()),
                Role.USER,
                LogLevel.INFO,
                Tool.named("x"),
                Tool.named("x").description("x").handle((in, call) -> ToolResult.text("")),
                Resource.at("app://x"),
                Resource.at("app://x").handle(call -> ResourceResult.text("")),
                ResourceTemplate.at("app://{x}"),
                ResourceTemplate.at("app://{x}").handle((in, call) -> ResourceResult.text("")),
                Prompt.named("x"),
                Prompt.named("x").handle((in, call) -> PromptResult.text("")),
                Shape.none(),
                new ToolException("x")));
        Shape.object(fields -> {
            subjects.addAll(List.of(
                    fields,
                    fields.string("a"),
                    fields.integer("b"),
                    fields.strings("c"),
                    fields.bool("d"),
                    new Input(List.of(), new Object[0])));
            return in -> "";
        });
        return subjects;
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getDeclaringClass().getPackage() == type.getPackage()
                        && !method.isBridge()
                        && !Enum.class.isAssignableFrom(method.getReturnType())
                        && !method.getName().equals("equals"));
    }

    @TestFactory
    Stream<DynamicTest> namesEveryParameterThatIsNull() {
        Stream<DynamicTest> ofInstances = subjects().stream()
                .flatMap(subject -> methods(subject.getClass()).flatMap(method -> tests(subject, method)));
        Stream<DynamicTest> ofFactories = Stream.of(Content.class, InputRequest.class, Scopes.class)
                .flatMap(type -> methods(type)
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .flatMap(method -> tests("", method)));
        return Stream.concat(ofInstances, ofFactories);
    }

    private static Stream<DynamicTest> tests(Object subject, Method method) {
        List<DynamicTest> tests = new ArrayList<>();
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (types[i].isPrimitive()) {
                continue;
            }
            String name = method.getDeclaringClass().getSimpleName() + "." + method.getName() + " "
                    + types[i].getSimpleName() + " " + (i + 1);
            Object[] arguments = arguments(types);
            arguments[i] = null;
            tests.add(DynamicTest.dynamicTest(name, () -> assertRefused(subject, method, arguments)));
            if (types[i].isArray() && !types[i].getComponentType().isPrimitive()) {
                Object[] holed = arguments(types);
                holed[i] = Array.newInstance(types[i].getComponentType(), 1);
                tests.add(DynamicTest.dynamicTest(name + " with null", () -> assertRefused(subject, method, holed)));
            }
        }
        return tests.stream();
    }

    private static Object[] arguments(Class<?>[] types) {
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Object value = VALUES.get(types[i]);
            if (value == null && types[i].isArray()) {
                value = Array.newInstance(types[i].getComponentType(), 1);
                Array.set(
                        value,
                        0,
                        Optional.ofNullable(VALUES.get(types[i].getComponentType()))
                                .orElseThrow());
            }
            arguments[i] = value;
        }
        return arguments;
    }

    private static void assertRefused(Object subject, Method method, Object[] arguments) throws Exception {
        try {
            method.invoke(subject, arguments);
        } catch (InvocationTargetException e) {
            assertThat(e.getCause())
                    .as("%s", method)
                    .isInstanceOf(NullPointerException.class)
                    .message()
                    .matches("[a-zA-Z]+");
            return;
        }
        throw new AssertionError(method + " took null; expected a NullPointerException that names the parameter");
    }

    @Test
    void meetsEveryValueTypeOfThePackage() throws Exception {
        List<String> met = subjects().stream()
                .map(subject -> subject.getClass().getSimpleName())
                .toList();

        assertThat(List.of(
                        "TextContent",
                        "ImageContent",
                        "AudioContent",
                        "ResourceLink",
                        "EmbeddedResource",
                        "Sampling",
                        "FormElicitation",
                        "ToolBuilder",
                        "Resource",
                        "TextField",
                        "NumberField",
                        "CollectionField",
                        "Fields"))
                .allMatch(met::contains);
    }
}
