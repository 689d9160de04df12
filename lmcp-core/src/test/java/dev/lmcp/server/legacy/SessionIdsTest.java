package dev.lmcp.server.legacy;

import static dev.lmcp.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.ClientInfo;
import dev.lmcp.Principal;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.call.ClientCapabilities;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdsTest {

    private static final Principal ADA = Principal.of("https://issuer.example", "ada");

    private final KeyRing keys = KeyRing.random();
    private final SessionIds ids = new SessionIds(keys);

    private static SessionFacts facts(String capabilities, Optional<ClientInfo> client) {
        return SessionFacts.of("2025-11-25", client, new ClientCapabilities(object(capabilities)), 1_764_000_000_000L);
    }

    private static SessionFacts facts(String clientName) {
        return facts("{}", Optional.of(ClientInfo.of(clientName, "1")));
    }

    private Optional<SessionFacts> again(SessionFacts facts) {
        return ids.open(ids.seal(ADA, facts), ADA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'elicitation':{}}",
                "{'elicitation':{'form':{},'url':{}},'sampling':{'tools':{},'context':{}},'roots':{}}",
                "{'sampling':{},'roots':{}}"
            })
    void carryTheFactsOfASession(String capabilities) {
        SessionFacts plain = facts(capabilities, Optional.empty());
        SessionFacts named = facts(capabilities, Optional.of(ClientInfo.of("näme \ud83d\ude00 \ud800", "1.0")));
        SessionFacts titled =
                facts(capabilities, Optional.of(ClientInfo.of("", "").withTitle("Title")));

        assertThat(again(plain)).contains(plain);
        assertThat(again(named)).contains(named);
        assertThat(again(titled)).contains(titled);
        assertThat(plain.capabilities().declared()).isEqualTo(object(capabilities));
    }

    @Test
    void ofAnUnknownFormatAreRefused() {
        byte[] content =
                keys.open(SessionIds.binding(ADA), ids.seal(ADA, facts("c"))).orElseThrow();
        assertThat(ids.open(keys.seal(SessionIds.binding(ADA), content), ADA)).isPresent();

        for (byte format : new byte[] {0, 2, -1}) {
            content[0] = format;
            assertThat(ids.open(keys.seal(SessionIds.binding(ADA), content), ADA))
                    .isEmpty();
        }
    }

    @Test
    void keepOnlyTheCapabilitiesThatTheServerUses() {
        SessionFacts facts = facts(
                "{'experimental':{'x':{}},'roots':{'listChanged':true},'sampling':7,'elicitation':{'url':{'deep':1}}}",
                Optional.empty());

        assertThat(facts.capabilities().declared()).isEqualTo(object("{'roots':{},'elicitation':{'url':{}}}"));
    }

    @Test
    void areBoundedAndVisible() {
        String longest = "\uffff".repeat(5_000_000);
        SessionFacts facts = facts(
                "{'elicitation':{'form':{},'url':{}},'sampling':{'tools':{},'context':{}},'roots':{}}",
                Optional.of(ClientInfo.of(longest, longest).withTitle(longest)));
        Principal owner = Principal.of("i".repeat(3000), "s".repeat(3000)).withClient("c".repeat(3000));

        String id = ids.seal(owner, facts);

        assertThat(id).matches("[\\x21-\\x7E]{64,1024}");
        assertThat(ids.open(id, owner)).contains(facts);
    }

    @Test
    void neverCutBetweenTwoSurrogates() {
        for (int before = 240; before < 260; before++) {
            String name = "x".repeat(before) + "\ud83d\ude00".repeat(10);
            String cut = facts(name).client().orElseThrow().name();

            assertThat(name).startsWith(cut);
            assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 1))).isFalse();
            assertThat(cut.length()).isBetween(240, 256);
        }
    }

    @Test
    void openOnlyForTheirOwner() {
        String id = ids.seal(ADA.withClient("c"), facts("x"));

        assertThat(ids.open(id, ADA.withClient("c"))).isPresent();
        for (Principal other : List.of(
                ADA,
                ADA.withClient(""),
                ADA.withClient("d"),
                Principal.of("https://issuer.example", "eve").withClient("c"),
                Principal.of("https://other.example", "ada").withClient("c"),
                Principal.of("https://issuer.examplea", "da").withClient("c"))) {
            assertThat(ids.open(id, other)).isEmpty();
        }
    }

    @Test
    void tellALoneSurrogateFromAQuestionMark() {
        String id = ids.seal(Principal.named("\ud800"), facts("x"));

        assertThat(ids.open(id, Principal.named("?"))).isEmpty();
        assertThat(ids.open(id, Principal.named("\ud801"))).isEmpty();
    }

    @Test
    void openWithTheSameKeysOnly() {
        String id = ids.seal(ADA, facts("x"));

        assertThat(new SessionIds(keys).open(id, ADA)).isPresent();
        assertThat(new SessionIds(KeyRing.random()).open(id, ADA)).isEmpty();
    }

    @Test
    void refuseWhatIsNoId() {
        String id = ids.seal(ADA, facts("x"));
        for (String text : List.of("", "x", id.substring(1), id + "A", id + id, "A".repeat(2_000_000), "\ud800")) {
            assertThat(ids.open(text, ADA)).isEmpty();
        }
    }
}
