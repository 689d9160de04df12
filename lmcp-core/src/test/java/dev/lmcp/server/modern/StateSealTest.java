package dev.lmcp.server.modern;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class StateSealTest {

    private static final Principal ADA = Principal.named("ada");
    private static final String CALL = "{'name':'t','arguments':{'a':1,'b':{'c':[1,2],'d':'x'}},'_meta':{'k':1}}";

    private final TestClock clock = new TestClock();
    private final KeyRing keys = KeyRing.random();
    private final StateSeal seal = seal(keys);

    private StateSeal seal(KeyRing ring) {
        return new StateSeal(new MessageCodec(64), ring, clock, Duration.ofMinutes(5));
    }

    private static Message.Request request(String method, String params) {
        return new Message.Request(RequestId.of(1), method, object(params));
    }

    private static Message.Request retry(String params, String state) {
        ObjectNode with = object(params).put("requestState", state);
        return new Message.Request(RequestId.of(2), "tools/call", with);
    }

    private String sealed(Map<String, JsonNode> answers) {
        return seal.seal(request("tools/call", CALL), ADA, answers);
    }

    private void refuses(StateSeal opener, Message.Request request, Principal caller) {
        assertThatThrownBy(() -> opener.answers(request, caller))
                .isInstanceOf(RpcException.class)
                .hasMessage("'requestState' is not a state of this server for this request, or has expired");
    }

    @Test
    void returnsTheAnswers() {
        Map<String, JsonNode> answers =
                Map.of("a", tree("{'x':9007199254740993,'y':1.10,'z':'\\ud800'}"), "b", tree("null"));

        assertThat(seal.answers(retry(CALL, sealed(answers)), ADA)).isEqualTo(answers);
    }

    @Test
    void addsTheAnswersInTheRequest() {
        ObjectNode params = object(CALL).put("requestState", sealed(Map.of("a", tree("1"))));
        params.set("inputResponses", tree("{'b':2}"));

        assertThat(seal.answers(new Message.Request(RequestId.of("x"), "tools/call", params), ADA))
                .isEqualTo(Map.of("a", tree("1"), "b", tree("2")));
    }

    @Test
    void isEmptyWithoutAnswers() {
        assertThat(seal.answers(request("tools/call", CALL), ADA)).isEmpty();
    }

    @Test
    void acceptsTheSameParametersInAnotherOrderWithOtherMeta() {
        String other = "{'_meta':{'k':2,'progressToken':7},'arguments':{'b':{'d':'x','c':[1,2]},'a':1},'name':'t'}";

        assertThat(seal.answers(retry(other, sealed(Map.of("a", tree("1")))), ADA))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'u','arguments':{'a':1,'b':{'c':[1,2],'d':'x'}}}",
                "{'name':'t','arguments':{'a':2,'b':{'c':[1,2],'d':'x'}}}",
                "{'name':'t','arguments':{'a':1,'b':{'c':[2,1],'d':'x'}}}",
                "{'name':'t','arguments':{'a':'1','b':{'c':[1,2],'d':'x'}}}",
                "{'name':'t','arguments':{'a':1,'b':{'c':[1,2],'d':'x'}},'more':true}",
                "{'name':'t'}"
            })
    void refusesStateOfOtherParameters(String params) {
        refuses(seal, retry(params, sealed(Map.of())), ADA);
    }

    @Test
    void refusesStateOfAnotherMethod() {
        Message.Request other =
                new Message.Request(RequestId.of(2), "prompts/get", object(CALL).put("requestState", sealed(Map.of())));

        refuses(seal, other, ADA);
    }

    @Test
    void refusesStateOfAnotherCaller() {
        Message.Request again = retry(CALL, sealed(Map.of()));

        refuses(seal, again, Principal.named("eve"));
        refuses(seal, again, Principal.of("other", "ada").withScopes(ADA.scopes()));
        refuses(seal, again, ADA.withClient("c"));
        refuses(seal, again, Principal.of("localada", "").withScopes(ADA.scopes()));
    }

    @Test
    void refusesStateOfAnotherKey() {
        refuses(seal(KeyRing.random()), retry(CALL, sealed(Map.of())), ADA);
    }

    @Test
    void acceptsStateOfAnotherNodeWithTheSameKey() {
        byte[] key = new byte[KeyRing.KEY_BYTES];
        StateSeal other = seal(KeyRing.of(List.of(key.clone())));
        String state = other.seal(request("tools/call", CALL), ADA, Map.of("a", tree("1")));

        assertThat(seal(KeyRing.of(List.of(key))).answers(retry(CALL, state), ADA))
                .hasSize(1);
    }

    @Test
    void acceptsStateOfAnOlderKey() {
        String state = sealed(Map.of("a", tree("1")));
        byte[] older = new byte[KeyRing.KEY_BYTES];
        byte[] newer = new byte[KeyRing.KEY_BYTES];
        newer[0] = 1;
        keys.replace(List.of(older));
        String sealedByOlder = sealed(Map.of("a", tree("1")));

        keys.replace(List.of(newer, older));

        assertThat(seal.answers(retry(CALL, sealedByOlder), ADA)).hasSize(1);
        refuses(seal, retry(CALL, state), ADA);
    }

    @Test
    void refusesExpiredState() {
        String state = sealed(Map.of("a", tree("1")));

        clock.pass(Duration.ofMinutes(5));
        assertThat(seal.answers(retry(CALL, state), ADA)).hasSize(1);

        clock.pass(Duration.ofMillis(1));
        refuses(seal, retry(CALL, state), ADA);
    }

    @Test
    void refusesStateWithAnyChangedBit() {
        byte[] bytes = Base64.getUrlDecoder().decode(sealed(Map.of("a", tree("'secret'"))));
        for (int i = 0; i < bytes.length * 8; i++) {
            byte[] changed = bytes.clone();
            changed[i / 8] ^= (byte) (1 << i % 8);
            refuses(seal, retry(CALL, Base64.getUrlEncoder().withoutPadding().encodeToString(changed)), ADA);
        }
    }

    @Test
    void refusesStateOfAnUnknownFormat() {
        byte[] binding = seal.binding(request("tools/call", CALL), ADA);
        String content = new String(keys.open(binding, sealed(Map.of())).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(seal.answers(retry(CALL, keys.seal(binding, content.getBytes(StandardCharsets.UTF_8))), ADA))
                .isEmpty();

        for (String unknown : List.of("\"format\":2", "\"format\":\"1\"", "\"other\":1")) {
            byte[] changed = content.replace("\"format\":1", unknown).getBytes(StandardCharsets.UTF_8);
            refuses(seal, retry(CALL, keys.seal(binding, changed)), ADA);
        }
    }

    @Test
    void refusesInvalidState() {
        String state = sealed(Map.of());
        for (String text : new String[] {
            "",
            "x",
            "AAAA",
            "AAAAAAAAAAAAAAAA",
            state + "-TAMPERED",
            state + state,
            "\ud800",
            state.substring(0, state.length() - 4),
            "A".repeat(100_000)
        }) {
            refuses(seal, retry(CALL, text), ADA);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{}", "[]", "true"})
    void refusesStateThatIsNotAString(String state) {
        ObjectNode params = object(CALL);
        params.set("requestState", tree(state));

        refuses(seal, new Message.Request(RequestId.of(2), "tools/call", params), ADA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "'a'"})
    void refusesAnswersThatAreNotAnObject(String answers) {
        ObjectNode params = object(CALL);
        params.set("inputResponses", tree(answers));

        assertThatThrownBy(() -> seal.answers(new Message.Request(RequestId.of(2), "tools/call", params), ADA))
                .isInstanceOf(RpcException.class)
                .hasMessage("'inputResponses' must be an object");
    }

    @Test
    void isEncryptedAndDiffersEachTime() {
        String first = sealed(Map.of("a", tree("'secret'")));
        String second = sealed(Map.of("a", tree("'secret'")));

        assertThat(new String(Base64.getUrlDecoder().decode(first), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret", "until");
        assertThat(first).isNotEqualTo(second);
    }
}
