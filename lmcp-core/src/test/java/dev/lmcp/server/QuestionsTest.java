package dev.lmcp.server;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.InputRequest;
import dev.lmcp.InputRequest.Elicited.Action;
import dev.lmcp.Role;
import dev.lmcp.Sampling;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {

    private static final InputRequest<InputRequest.Elicited> FORM = InputRequest.form(
            "Who?",
            object(
                    "{'type':'object','properties':{'name':{'type':'string'},'age':{'type':'integer'},"
                            + "'height':{'type':'number'},'ok':{'type':'boolean'},'tags':{'type':'array'}},'required':['name']}"));
    private static final InputRequest<InputRequest.Elicited> VISIT =
            InputRequest.visit("Go", URI.create("https://example.com/a"));
    private static final InputRequest<InputRequest.Sampled> SAMPLE =
            InputRequest.sample(Sampling.ofAtMost(5).user("Hi"));

    @Test
    void areAskedInTheWordsOfTheProtocol() {
        assertThat(Questions.method(FORM)).isEqualTo("elicitation/create");
        assertThat(Questions.params(FORM).path("mode").stringValue()).isEqualTo("form");
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
        void takeWhatFits() {
            var answer = Questions.answer(
                            FORM,
                            tree("{'action':'accept','content':{'name':'\\ud800','age':9007199254740993,'height':1.5,"
                                    + "'ok':true,'tags':['a'],'more':1}}"))
                    .orElseThrow();

            assertThat(answer.accepted()).isTrue();
            assertThat(answer.content().path("age").longValue()).isEqualTo(9007199254740993L);
            assertThat(answer.content().path("name").stringValue()).isEqualTo("\ud800");
        }

        @Test
        void takeAWholeNumberHoweverItIsWritten() {
            assertThat(Questions.answer(FORM, tree("{'action':'accept','content':{'name':'a','age':5.0}}")))
                    .isPresent();
        }

        @Test
        void needNoContentWhereThePersonDidNotAccept() {
            assertThat(Questions.answer(FORM, tree("{'action':'decline'}"))
                            .orElseThrow()
                            .action())
                    .isEqualTo(Action.DECLINE);
            assertThat(Questions.answer(FORM, tree("{'action':'cancel','content':null}"))
                            .orElseThrow())
                    .isEqualTo(new InputRequest.Elicited(Action.CANCEL, object("{}")));
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
        void areNotAnsweredByAnythingElse(String answer) {
            assertThat(Questions.answer(FORM, tree(answer))).isEmpty();
        }
    }

    @Nested
    class OfAModel {

        @Test
        void giveItsTextOutOfOneBlockOrMany() {
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
        void areNotAnsweredByAnythingElse(String answer) {
            assertThat(Questions.answer(SAMPLE, tree(answer))).isEmpty();
        }
    }

    @Nested
    class OfRoots {

        @Test
        void leaveOutWhatHasNoUri() {
            assertThat(Questions.answer(
                            InputRequest.roots(),
                            tree("{'roots':[{'uri':'file:///a','name':'A'},{},7,{'uri':'file:///b'}]}")))
                    .contains(List.of(
                            new InputRequest.Root("file:///a", Optional.of("A")),
                            new InputRequest.Root("file:///b", Optional.empty())));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "{}", "{'roots':null}", "{'roots':{}}", "[]"})
        void areNotAnsweredByAnythingElse(String answer) {
            assertThat(Questions.answer(InputRequest.roots(), tree(answer))).isEmpty();
        }
    }
}
