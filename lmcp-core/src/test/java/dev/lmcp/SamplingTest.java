package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SamplingTest {

    @Test
    void asksWithEverythingThatWasSaid() {
        Sampling sampling = InputRequest.sampling(7)
                .systemPrompt("Be short")
                .user("Hi")
                .assistant("Hello")
                .user("Bye")
                .tool("t", "Does it", object("{'type':'object'}"))
                .with("temperature", tree("0.5"));

        assertThat(sampling.params())
                .isEqualTo(tree("{'messages':[{'role':'user','content':{'type':'text','text':'Hi'}},"
                        + "{'role':'assistant','content':{'type':'text','text':'Hello'}},"
                        + "{'role':'user','content':{'type':'text','text':'Bye'}}],'maxTokens':7,"
                        + "'systemPrompt':'Be short','tools':[{'name':'t','description':'Does it',"
                        + "'inputSchema':{'type':'object'}}],'temperature':0.5}"));
    }

    @Test
    void leavesTheQuestionItWasMadeOfAsItWas() {
        Sampling first = InputRequest.sampling(7).user("Hi");
        first.user("Bye").systemPrompt("Be short");
        first.params().removeAll();

        assertThat(first).isEqualTo(InputRequest.sampling(7).user("Hi"));
    }

    @Test
    void isRefusedWithoutRoomForAnAnswer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputRequest.sampling(0))
                .withMessage("maxTokens is '0'; expected at least 1");
    }

    @Test
    void isAnsweredInTextOutOfOneBlockOrMany() {
        SamplingResult one = SamplingResult.of(Role.ASSISTANT, "m", tree("{'type':'text','text':'a'}"))
                .withStopReason("endTurn");

        assertThat(one.text()).isEqualTo("a");
        assertThat(one.stopReason()).contains("endTurn");
        assertThat(one.model()).isEqualTo("m");
        assertThat(SamplingResult.of(Role.USER, "m", tree("[{'type':'text','text':'a'},{'type':'image'}]"))
                        .text())
                .isEqualTo("a");
    }
}
