package dev.lmcp.server.call;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.ElicitResult;
import dev.lmcp.ElicitResult.Action;
import dev.lmcp.InputRequest;
import dev.lmcp.Role;
import dev.lmcp.Root;
import dev.lmcp.SamplingResult;
import dev.lmcp.Shape;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class QuestionsTest {

    private record Person(String name, Optional<Integer> age, List<String> tags) {}

    private static final InputRequest<ElicitResult<ObjectNode>> FORM = InputRequest.form(
            "Who?",
            Shape.raw(object("{'type':'object','properties':{'name':{'type':'string'},'age':{'type':'integer'},"
                    + "'height':{'type':'number'},'ok':{'type':'boolean'},"
                    + "'tags':{'type':'array','items':{'anyOf':[{'const':'a','title':'A'}]}}},'required':['name']}")));
    private static final InputRequest<ElicitResult<Person>> TYPED = InputRequest.form("Who?", Shape.object(fields -> {
        var name = fields.string("name").length(1, 5);
        var age = fields.integer("age").range(0, 150).optional();
        var tags = fields.choices("tags", "a", "b").orElse(List.of("b"));
        return in -> new Person(in.get(name), in.get(age), in.get(tags));
    }));
    private static final InputRequest<ElicitResult<Void>> VISIT =
            InputRequest.url("Go", URI.create("https://example.com/a"));
    private static final InputRequest<SamplingResult> SAMPLE =
            InputRequest.sampling(5).user("Hi");

    @Test
    void areWrittenAsTheProtocolDefines() {
        assertThat(Questions.method(FORM)).isEqualTo("elicitation/create");
        assertThat(Questions.params(FORM).path("mode").stringValue()).isEqualTo("form");
        assertThat(Questions.params(TYPED).path("requestedSchema"))
                .isEqualTo(tree("{'type':'object','properties':{'name':{'type':'string','minLength':1,'maxLength':5},"
                        + "'age':{'type':'integer','minimum':0,'maximum':150},'tags':{'type':'array',"
                        + "'items':{'type':'string','enum':['a','b']},'default':['b']}},'required':['name']}"));
        assertThat(Questions.method(VISIT)).isEqualTo("elicitation/create");
        assertThat(Questions.params(VISIT))
                .isEqualTo(tree("{'mode':'url','message':'Go','url':'https://example.com/a'}"));
        assertThat(Questions.method(SAMPLE)).isEqualTo("sampling/createMessage");
        assertThat(Questions.params(SAMPLE))
                .hasToString(tree("{'messages':[{'role':'user','content':{'type':'text','text':'Hi'}}],'maxTokens':5}")
                        .toString());
        assertThat(Questions.method(InputRequest.roots())).isEqualTo("roots/list");
        assertThat(Questions.params(InputRequest.roots())).isEqualTo(object("{}"));
    }

    @Nested
    class OfAForm {

        @Test
        void acceptAMatchingAnswer() {
            var answer = Questions.answer(
                            FORM,
                            tree("{'action':'accept','content':{'name':'\\ud800','age':9007199254740993,'height':1.5,"
                                    + "'ok':true,'tags':['a'],'more':1}}"))
                    .orElseThrow();

            ObjectNode content = answer.content().orElseThrow();
            assertThat(answer.isAccepted()).isTrue();
            assertThat(content.path("age").longValue()).isEqualTo(9007199254740993L);
            assertThat(content.path("name").stringValue()).isEqualTo("\ud800");
            assertThat(content.has("more")).isFalse();
        }

        @Test
        void acceptAWholeNumberInAnyNotation() {
            assertThat(Questions.answer(FORM, tree("{'action':'accept','content':{'name':'a','age':5.0}}")))
                    .isPresent();
        }

        @Test
        void needNoContentIfTheUserDidNotAccept() {
            assertThat(Questions.answer(FORM, tree("{'action':'decline'}"))
                            .orElseThrow()
                            .action())
                    .isEqualTo(Action.DECLINE);
            assertThat(Questions.answer(FORM, tree("{'action':'cancel','content':null}"))
                            .orElseThrow())
                    .isEqualTo(ElicitResult.cancelled());
        }

        @Test
        void haveTheTypeOfTheirForm() {
            assertThat(Questions.answer(
                            TYPED,
                            tree("{'action':'accept','content':{'name':'Ada','age':36.0,'tags':['a','b'],'x':1}}")))
                    .contains(ElicitResult.accepted(new Person("Ada", Optional.of(36), List.of("a", "b"))));
            assertThat(Questions.answer(TYPED, tree("{'action':'accept','content':{'name':'Ada','age':null}}")))
                    .contains(ElicitResult.accepted(new Person("Ada", Optional.empty(), List.of("b"))));
            assertThat(Questions.answer(TYPED, tree("{'action':'decline','content':{'name':7}}")))
                    .contains(ElicitResult.declined());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'action':'accept'}",
                    "{'action':'accept','content':{'name':''}}",
                    "{'action':'accept','content':{'name':'Augusta'}}",
                    "{'action':'accept','content':{'name':'Ada','age':151}}",
                    "{'action':'accept','content':{'name':'Ada','tags':['c']}}"
                })
        void areValidatedAgainstTheForm(String answer) {
            assertThat(Questions.answer(TYPED, tree(answer))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "7",
                    "'accept'",
                    "[]",
                    "{}",
                    "{'action':'ACCEPT','content':{'name':'a'}}",
                    "{'action':7}",
                    "{'action':'accept'}",
                    "{'action':'accept','content':null}",
                    "{'action':'accept','content':[]}",
                    "{'action':'accept','content':{}}",
                    "{'action':'accept','content':{'name':12345}}",
                    "{'action':'accept','content':{'name':null}}",
                    "{'action':'accept','content':{'name':'a','age':'7'}}",
                    "{'action':'accept','content':{'name':'a','age':7.5}}",
                    "{'action':'accept','content':{'name':'a','age':1e999999999}}",
                    "{'action':'accept','content':{'name':'a','ok':'true'}}",
                    "{'action':'accept','content':{'name':'a','tags':{}}}"
                })
        void rejectOtherAnswers(String answer) {
            assertThat(Questions.answer(FORM, tree(answer))).isEmpty();
        }
    }

    @Nested
    class OfAUrl {

        @Test
        void holdOnlyTheActionOfTheUser() {
            assertThat(Questions.answer(VISIT, tree("{'action':'accept','content':{'a':1}}")))
                    .contains(ElicitResult.accepted());
            assertThat(Questions.answer(VISIT, tree("{'action':'cancel'}"))).contains(ElicitResult.cancelled());
            assertThat(Questions.answer(VISIT, tree("{'action':'no'}"))).isEmpty();
        }
    }

    @Nested
    class OfAModel {

        @Test
        void returnTheTextOfOneBlockOrSeveral() {
            assertThat(Questions.answer(
                                    SAMPLE,
                                    tree("{'role':'assistant','model':'m','content':{'type':'text','text':'a'}}"))
                            .orElseThrow()
                            .text())
                    .isEqualTo("a");
            var many = Questions.answer(
                            SAMPLE,
                            tree("{'role':'user','model':'m','stopReason':'endTurn','content':["
                                    + "{'type':'text','text':'a'},{'type':'image'},7,{'type':'text','text':'b'}]}"))
                    .orElseThrow();
            assertThat(many.text()).isEqualTo("a\nb");
            assertThat(many.role()).isEqualTo(Role.USER);
            assertThat(many.stopReason()).contains("endTurn");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "{}",
                    "{'role':'assistant','content':{}}",
                    "{'model':7,'content':{}}",
                    "{'model':'m'}",
                    "{'model':'m','content':'a'}",
                    "{'model':'m','content':null}"
                })
        void rejectOtherAnswers(String answer) {
            assertThat(Questions.answer(SAMPLE, tree(answer))).isEmpty();
        }
    }

    @Nested
    class OfRoots {

        @Test
        void leaveOutARootWithoutAUri() {
            assertThat(Questions.answer(
                            InputRequest.roots(),
                            tree("{'roots':[{'uri':'file:///a','name':'A'},{},7,{'uri':'file:///b'}]}")))
                    .contains(List.of(Root.at("file:///a").withName("A"), Root.at("file:///b")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "{}", "{'roots':null}", "{'roots':{}}", "[]"})
        void rejectOtherAnswers(String answer) {
            assertThat(Questions.answer(InputRequest.roots(), tree(answer))).isEmpty();
        }
    }
}
