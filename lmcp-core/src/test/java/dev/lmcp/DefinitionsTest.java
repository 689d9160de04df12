package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.jsonrpc.RpcException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What builders are told, read where clients read it. */
class DefinitionsTest {

    private static final Icon ICON = Icon.at("https://example.com/i.png")
            .withMimeType("image/png")
            .withSizes("48x48", "any")
            .withTheme(Icon.Theme.DARK);
    private static final String ICONS =
            "'icons':[{'src':'https://example.com/i.png','mimeType':'image/png','sizes':['48x48','any'],'theme':'dark'}]";
    private static final Annotations ANNOTATIONS = Annotations.none()
            .withAudience(Role.ASSISTANT)
            .withPriority(0.25)
            .withLastModified(Instant.parse("2026-01-02T03:04:05Z"));
    private static final String HINTS =
            "'annotations':{'audience':['assistant'],'priority':0.25,'lastModified':'2026-01-02T03:04:05Z'}";

    private static ObjectNode request(Consumer<Registry> registration, String method, String params) {
        Lmcp lmcp = Lmcp.with(Config.builder().set("lmcp.auth", "none").build())
                .register(registration)
                .start();
        try (lmcp) {
            return lmcp.local().request(method, object(params));
        }
    }

    private static JsonNode listed(Consumer<Registry> registration, String method, String member) {
        return request(registration, method, "{}").path(member).path(0);
    }

    @Nested
    class OfATool {

        @Test
        void reachClientsWithEverythingThatWasSaid() {
            Tool tool = Tool.named("t")
                    .title("T")
                    .description("Does it")
                    .annotations(ToolAnnotations.destructive().idempotent())
                    .icons(ICON)
                    .meta(object("{'a':1}"))
                    .handle((none, call) -> ToolResult.text(""));

            assertThat(listed(registry -> registry.add(tool), "tools/list", "tools"))
                    .isEqualTo(tree("{'name':'t','title':'T','description':'Does it',"
                            + "'inputSchema':{'type':'object','properties':{},'additionalProperties':false},"
                            + "'annotations':{'readOnlyHint':false,'destructiveHint':true,'idempotentHint':true,"
                            + "'openWorldHint':false}," + ICONS + ",'_meta':{'a':1}}"));
        }

        @Test
        void giveResultsWithMetaAndHints() {
            Tool tool = Tool.named("t")
                    .description("Does it")
                    .handle((none, call) -> ToolResult.of(
                                    Content.text("a").withAnnotations(ANNOTATIONS),
                                    Content.resourceLink("app://a", "a")
                                            .withTitle("A")
                                            .withMimeType("text/plain"))
                            .withMeta(object("{'a':1}")));

            ObjectNode result = request(registry -> registry.add(tool), "tools/call", "{'name':'t'}");

            assertThat(result.path("content"))
                    .isEqualTo(tree("[{'type':'text','text':'a'," + HINTS + "},{'type':'resource_link','uri':'app://a',"
                            + "'name':'a','title':'A','mimeType':'text/plain'}]"));
            assertThat(result.path("_meta").path("a").intValue()).isEqualTo(1);
        }

        @Test
        void areAtFaultIfTheyReturnNull() {
            Tool tool = Tool.named("t").description("Does it").handle((none, call) -> Nothing.of(ToolResult.class));

            assertThatIllegalStateException()
                    .isThrownBy(() -> tool.call(object("{}"), new NoCall()))
                    .withMessage("tool 't' returned null; expected a ToolResult");
        }
    }

    @Nested
    class OfAResource {

        @Test
        void reachClientsWithEverythingThatWasSaid() {
            Resource resource = Resource.at("app://r")
                    .name("r")
                    .title("R")
                    .description("About R")
                    .mimeType("text/plain")
                    .annotations(ANNOTATIONS)
                    .icons(ICON)
                    .meta(object("{'a':1}"))
                    .size(7)
                    .handle(call -> ResourceResult.text(""));

            assertThat(listed(registry -> registry.add(resource), "resources/list", "resources"))
                    .isEqualTo(tree("{'uri':'app://r','name':'r','title':'R','description':'About R',"
                            + "'mimeType':'text/plain'," + HINTS + "," + ICONS + ",'_meta':{'a':1},'size':7}"));
        }

        @Test
        void areReadInPartsWithTheirOwnUriAndType() {
            Resource resource = Resource.at("app://r")
                    .mimeType("text/plain")
                    .cache(CacheHint.of(Duration.ofSeconds(2)).shared())
                    .handle(call -> ResourceResult.of(
                            ResourceContents.text("a"),
                            ResourceContents.blob(new byte[] {1})
                                    .withUri("app://r/b")
                                    .withMimeType("image/png")));

            ObjectNode result = request(registry -> registry.add(resource), "resources/read", "{'uri':'app://r'}");

            assertThat(result.path("contents"))
                    .isEqualTo(tree("[{'uri':'app://r','mimeType':'text/plain','text':'a'},"
                            + "{'uri':'app://r/b','mimeType':'image/png','blob':'AQ=='}]"));
            assertThat(List.of(result.path("ttlMs"), result.path("cacheScope")))
                    .isEqualTo(List.of(tree("2000"), tree("'public'")));
        }

        @Test
        void areNamedByTheirUriWithoutAName() {
            assertThat(Resource.at("app://r")
                            .handle(call -> ResourceResult.blob(new byte[0]))
                            .name())
                    .isEqualTo("app://r");
        }

        @Test
        void areRefusedAtOnceIfTheyCannotBeUsed() {
            for (String uri : new String[] {"", "r", "/r", "a b://r"}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Resource.at(uri))
                        .withMessage("resource '" + uri + "' is not an absolute URI; expected one as in app://x");
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Resource.at("app://r").size(-1))
                    .withMessage("resource 'app://r' has a size of '-1'; expected 0 or more bytes");
        }

        @Test
        void areAtFaultIfTheyReturnNull() {
            Resource resource = Resource.at("app://r").handle(call -> Nothing.of(ResourceResult.class));

            assertThatIllegalStateException()
                    .isThrownBy(() -> resource.read(new NoCall()))
                    .withMessage("resource 'app://r' returned null; expected a ResourceResult");
        }
    }

    @Nested
    class OfATemplate {

        @Test
        void reachClientsWithEverythingThatWasSaid() {
            ResourceTemplate template = ResourceTemplate.at("app://t/{x}")
                    .name("t")
                    .title("T")
                    .description("About T")
                    .mimeType("text/plain")
                    .annotations(ANNOTATIONS)
                    .icons(ICON)
                    .meta(object("{'a':1}"))
                    .handle((variables, call) -> ResourceResult.text(""));

            assertThat(listed(registry -> registry.add(template), "resources/templates/list", "resourceTemplates"))
                    .isEqualTo(tree("{'uriTemplate':'app://t/{x}','name':'t','title':'T','description':'About T',"
                            + "'mimeType':'text/plain'," + HINTS + "," + ICONS + ",'_meta':{'a':1}}"));
        }

        @Test
        void areReadInSeveralParts() {
            ResourceTemplate template = ResourceTemplate.at("app://t/{x}")
                    .cache(CacheHint.of(Duration.ofSeconds(3)))
                    .handle((variables, call) -> ResourceResult.of(
                            ResourceContents.text("x is " + variables.get("x")), ResourceContents.text("b")));

            ObjectNode result = request(registry -> registry.add(template), "resources/read", "{'uri':'app://t/7'}");

            assertThat(result.path("contents"))
                    .isEqualTo(tree("[{'uri':'app://t/7','text':'x is 7'},{'uri':'app://t/7','text':'b'}]"));
            assertThat(List.of(result.path("ttlMs"), result.path("cacheScope")))
                    .isEqualTo(List.of(tree("3000"), tree("'private'")));
        }

        @Test
        void completeWhatACallerMayKnow() {
            ResourceTemplate template = ResourceTemplate.at("app://t/{x}/{y}")
                    .complete(
                            "x",
                            (value, arguments, call) -> List.of(value + "-" + arguments.get("y") + "-"
                                    + call.principal().subject()))
                    .handle((variables, call) -> ResourceResult.text(""));

            assertThat(request(
                                    registry -> registry.add(template),
                                    "completion/complete",
                                    "{'ref':{'type':'ref/resource','uri':'app://t/{x}/{y}'},'argument':{'name':'x',"
                                            + "'value':'v'},'context':{'arguments':{'y':'w'}}}")
                            .path("completion")
                            .path("values"))
                    .isEqualTo(tree("['v-w-anonymous']"));
        }

        @Test
        void mayNotAskTheClientInACompletion() {
            ResourceTemplate template = ResourceTemplate.at("app://t/{x}")
                    .complete("x", (value, arguments, call) -> {
                        call.ask("which", InputRequest.form("Which?", Shape.none()));
                        return List.of("a");
                    })
                    .handle((variables, call) -> ResourceResult.text(""));

            assertThatThrownBy(() -> request(
                            registry -> registry.add(template),
                            "completion/complete",
                            "{'ref':{'type':'ref/resource','uri':'app://t/{x}'},'argument':{'name':'x','value':''}}"))
                    .isInstanceOf(RpcException.class)
                    .hasMessageStartingWith("Internal error");
        }

        @Test
        void areRefusedAtOnceIfTheyCompleteWhatTheyDoNotHave() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            ResourceTemplate.at("app://t/{x}").complete("y", (value, arguments, call) -> List.of()))
                    .withMessage("template 'app://t/{x}' has no variable 'y'; expected one of [x]");
        }

        @Test
        void areAtFaultIfTheyReturnNull() {
            ResourceTemplate template =
                    ResourceTemplate.at("app://t/{x}").handle((variables, call) -> Nothing.of(ResourceResult.class));

            assertThatIllegalStateException()
                    .isThrownBy(() -> template.read(Map.of("x", "1"), new NoCall()))
                    .withMessage("template 'app://t/{x}' returned null; expected a ResourceResult");
        }
    }

    @Nested
    class OfAPrompt {

        @Test
        void reachClientsWithEverythingThatWasSaid() {
            Prompt prompt = Prompt.named("p")
                    .title("P")
                    .description("About P")
                    .icons(ICON)
                    .meta(object("{'a':1}"))
                    .required("x", "The x")
                    .optional("y", "The y")
                    .handle((arguments, call) -> PromptResult.text(""));

            assertThat(listed(registry -> registry.add(prompt), "prompts/list", "prompts"))
                    .isEqualTo(tree("{'name':'p','title':'P','description':'About P'," + ICONS + ",'_meta':{'a':1},"
                            + "'arguments':[{'name':'x','description':'The x','required':true},"
                            + "{'name':'y','description':'The y','required':false}]}"));
        }

        @Test
        void areWrittenByBothSides() {
            Prompt prompt = Prompt.named("p")
                    .handle((arguments, call) -> PromptResult.of(
                                    PromptMessage.user(Content.image(new byte[] {1}, "image/png")),
                                    PromptMessage.assistant("a"),
                                    PromptMessage.assistant(Content.text("b")),
                                    PromptMessage.user("c"))
                            .withDescription("Of now"));

            ObjectNode result = request(registry -> registry.add(prompt), "prompts/get", "{'name':'p'}");

            assertThat(result.path("description").stringValue()).isEqualTo("Of now");
            assertThat(result.path("messages"))
                    .isEqualTo(tree("[{'role':'user','content':{'type':'image','data':'AQ==','mimeType':'image/png'}},"
                            + "{'role':'assistant','content':{'type':'text','text':'a'}},"
                            + "{'role':'assistant','content':{'type':'text','text':'b'}},"
                            + "{'role':'user','content':{'type':'text','text':'c'}}]"));
        }

        @Test
        void areRefusedAtOnceIfTheyCannotBeUsed() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Prompt.named(" "))
                    .withMessage("the prompt's name is blank; expected one");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Prompt.named("p").required("x", "").optional("x", ""))
                    .withMessage("prompt 'p' declares 'x' twice; expected unique names");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Prompt.named("p")
                            .complete("y", (value, arguments, call) -> List.of())
                            .required("x", "The x")
                            .handle((arguments, call) -> PromptResult.text("")))
                    .withMessage("prompt 'p' has no argument 'y' to complete; expected one of [x]");
        }

        @Test
        void areAtFaultIfTheyReturnNull() {
            Prompt prompt = Prompt.named("p").handle((arguments, call) -> Nothing.of(PromptResult.class));

            assertThatIllegalStateException()
                    .isThrownBy(() -> prompt.get(Map.of(), new NoCall()))
                    .withMessage("prompt 'p' returned null; expected a PromptResult");
        }
    }

    @Test
    void leaveTheBuilderTheyWereMadeOfAsItWas() {
        ResourceBuilder resource = Resource.at("app://r");
        resource.name("r").title("R").icons(ICON).size(1);
        ResourceTemplateBuilder template = ResourceTemplate.at("app://t/{x}");
        template.title("T").complete("x", (value, arguments, call) -> List.of());
        PromptBuilder prompt = Prompt.named("p");
        prompt.title("P").required("x", "").complete("x", (value, arguments, call) -> List.of());

        Resource read = resource.handle(call -> ResourceResult.text(""));
        ResourceTemplate matched = template.handle((variables, call) -> ResourceResult.text(""));
        Prompt written = prompt.handle((arguments, call) -> PromptResult.text(""));

        assertThat(read.name()).isEqualTo("app://r");
        assertThat(List.of(read.title(), matched.title(), written.title())).allMatch(java.util.Optional::isEmpty);
        assertThat(read.icons()).isEmpty();
        assertThat(read.size()).isEmpty();
        assertThat(matched.completer("x")).isEmpty();
        assertThat(written.arguments()).isEmpty();
    }

    @Test
    void tellTheirKindAndNameToPeopleWhoDebug() {
        assertThat(Resource.at("app://r").handle(call -> ResourceResult.text("")))
                .hasToString("resource app://r");
        assertThat(ResourceTemplate.at("app://t/{x}").handle((variables, call) -> ResourceResult.text("")))
                .hasToString("template app://t/{x}");
        assertThat(Prompt.named("p").handle((arguments, call) -> PromptResult.text("")))
                .hasToString("prompt p");
    }

    @Test
    void giveAwayOnlyCopiesOfTheirMeta() {
        ObjectNode meta = object("{'a':1}");
        Resource resource = Resource.at("app://r").meta(meta).handle(call -> ResourceResult.text(""));
        meta.put("a", 2);
        resource.meta().orElseThrow().put("a", 3);

        assertThat(resource.meta()).contains(object("{'a':1}"));
    }
}
