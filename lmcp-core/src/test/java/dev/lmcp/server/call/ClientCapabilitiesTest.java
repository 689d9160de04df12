package dev.lmcp.server.call;

import static dev.lmcp.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.InputRequest;
import dev.lmcp.Shape;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.StringNode;

class ClientCapabilitiesTest {

    private static final InputRequest<?> FORM = InputRequest.form("?", Shape.none());
    private static final InputRequest<?> VISIT = InputRequest.url("?", URI.create("https://example.com/"));
    private static final InputRequest<?> SAMPLE = InputRequest.sampling(1);
    private static final InputRequest<?> WITH_TOOLS =
            InputRequest.sampling(1).tool("t", "d", object("{'type':'object'}"));
    private static final InputRequest<?> WITH_CONTEXT =
            InputRequest.sampling(1).with("includeContext", StringNode.valueOf("allServers"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | false | false | false | false | false | false",
                "{'elicitation':{}} | true | false | false | false | false | false",
                "{'elicitation':{'form':{}}} | true | false | false | false | false | false",
                "{'elicitation':{'url':{}}} | false | true | false | false | false | false",
                "{'elicitation':{'form':{},'url':{}}} | true | true | false | false | false | false",
                "{'elicitation':true} | false | false | false | false | false | false",
                "{'sampling':{}} | false | false | true | false | false | false",
                "{'sampling':{'tools':{}}} | false | false | true | true | false | false",
                "{'sampling':{'context':{}}} | false | false | true | false | true | false",
                "{'roots':{'listChanged':true}} | false | false | false | false | false | true",
                "{'roots':null,'sampling':7} | false | false | false | false | false | false"
            })
    void allowOnlyDeclaredQuestions(
            String declared,
            boolean form,
            boolean visit,
            boolean sample,
            boolean tools,
            boolean context,
            boolean roots) {
        ClientCapabilities client = new ClientCapabilities(object(declared));

        assertThat(client.canAnswer(FORM)).isEqualTo(form);
        assertThat(client.canAnswer(VISIT)).isEqualTo(visit);
        assertThat(client.canAnswer(SAMPLE)).isEqualTo(sample);
        assertThat(client.canAnswer(WITH_TOOLS)).isEqualTo(tools);
        assertThat(client.canAnswer(WITH_CONTEXT)).isEqualTo(context);
        assertThat(client.canAnswer(InputRequest.roots())).isEqualTo(roots);
    }

    @Test
    void thatAreRequiredSufficeIfTheyAreDeclared() {
        for (InputRequest<?> request :
                new InputRequest<?>[] {FORM, VISIT, SAMPLE, WITH_TOOLS, WITH_CONTEXT, InputRequest.roots()}) {
            assertThat(new ClientCapabilities(ClientCapabilities.requiredFor(request)).canAnswer(request))
                    .as("%s", request)
                    .isTrue();
        }
    }
}
