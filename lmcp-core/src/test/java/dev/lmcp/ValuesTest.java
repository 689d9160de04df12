package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static final Annotations HINTS = Annotations.none().withPriority(0.5);

    @Test
    void areEqualIfTheirPartsAre() {
        assertThat(Content.image(new byte[] {1, 2}, "image/png"))
                .isEqualTo(Content.image(new byte[] {1, 2}, "image/png"))
                .hasSameHashCodeAs(Content.image(new byte[] {1, 2}, "image/png"))
                .isNotEqualTo(Content.image(new byte[] {1, 3}, "image/png"))
                .isNotEqualTo(Content.image(new byte[] {1, 2}, "image/gif"))
                .isNotEqualTo(Content.audio(new byte[] {1, 2}, "image/png"));
        assertThat(ResourceContents.blob(new byte[] {1})).isEqualTo(ResourceContents.blob(new byte[] {1}));
        assertThat(ResourceContents.text("a")).isNotEqualTo(ResourceContents.text("b"));
        assertThat(ToolResult.text("a"))
                .isEqualTo(ToolResult.of(Content.text("a")))
                .isNotEqualTo(ToolResult.error("a"));
    }

    @Test
    void showTheirPartsToPeopleWhoDebug() {
        assertThat(CacheHint.of(Duration.ofSeconds(2)).shared()).hasToString("CacheHint[PT2S, true]");
        assertThat(ResourceResult.text("a"))
                .hasToString("ResourceResult[ResourceContents[Optional.empty, Optional.empty, Optional[a],"
                        + " Optional.empty]]");
    }

    @Test
    void stayAsTheyAreWhenOneIsMadeOfThem() {
        ToolResult result = ToolResult.text("a");
        result.withMeta(object("{'a':1}")).withStructuredContent(tree("1"));
        Icon icon = Icon.at("https://example.com/a");
        icon.withMimeType("image/png").withSizes("1x1").withTheme(Icon.Theme.DARK);
        ResourceContents contents = ResourceContents.text("a");
        contents.withUri("app://a").withMimeType("text/plain");

        assertThat(result).isEqualTo(ToolResult.text("a"));
        assertThat(icon).isEqualTo(Icon.at("https://example.com/a"));
        assertThat(contents).isEqualTo(ResourceContents.text("a"));
    }

    @Test
    void ofToolAnnotationsSayWhatTheFactoryAndTheStepsSay() {
        assertThat(flags(ToolAnnotations.readOnly())).containsExactly(true, false, true, false);
        assertThat(flags(ToolAnnotations.additive())).containsExactly(false, false, false, false);
        assertThat(flags(ToolAnnotations.destructive())).containsExactly(false, true, false, false);
        assertThat(flags(ToolAnnotations.destructive().idempotent())).containsExactly(false, true, true, false);
        assertThat(flags(ToolAnnotations.readOnly().openWorld())).containsExactly(true, false, true, true);
    }

    private static boolean[] flags(ToolAnnotations annotations) {
        return new boolean[] {
            annotations.isReadOnly(), annotations.isDestructive(), annotations.isIdempotent(), annotations.isOpenWorld()
        };
    }

    @Test
    void ofAnnotationsAreWhatWasAdded() {
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        Annotations all = Annotations.none()
                .withAudience(Role.USER, Role.ASSISTANT)
                .withPriority(1)
                .withLastModified(time);

        assertThat(all.audience()).containsExactly(Role.USER, Role.ASSISTANT);
        assertThat(all.priority()).contains(1.0);
        assertThat(all.lastModified()).contains(time);
        assertThat(Annotations.none().priority()).isEmpty();
    }

    @Test
    void ofAnnotationsHaveAPriorityFromNoughtToOne() {
        for (double priority : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Annotations.none().withPriority(priority))
                    .withMessage("priority is '" + priority + "'; expected a number from 0 to 1");
        }
    }

    @Test
    void ofAnIconHaveASafeScheme() {
        assertThat(Icon.at("DATA:image/png;base64,AA==").src()).startsWith("DATA:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Icon.at("http://example.com/a.png"))
                .withMessage("icon 'http://example.com/a.png' has an unsafe scheme; expected https: or data:");
    }

    @Test
    void ofACacheHintAreOfOneCallerUnlessTheyAreShared() {
        assertThat(CacheHint.of(Duration.ofMinutes(1)).isShared()).isFalse();
        assertThat(CacheHint.of(Duration.ofMinutes(1)).shared().isShared()).isTrue();
        assertThat(CacheHint.of(Duration.ZERO)).isEqualTo(CacheHint.none());
        for (Duration ttl : List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CacheHint.of(ttl))
                    .withMessage(
                            "the time to live is '" + ttl + "'; expected zero or more, in milliseconds of 64 bits");
        }
    }

    @Test
    void ofContentKeepEverythingWhenTheyGetHints() {
        ResourceContents contents = ResourceContents.text("t").withUri("app://a");
        ResourceLink link = Content.resourceLink("app://a", "a")
                .withTitle("A")
                .withDescription("About A")
                .withMimeType("text/plain")
                .withAnnotations(HINTS);

        assertThat(Content.text("t").withAnnotations(HINTS).text()).isEqualTo("t");
        assertThat(Content.image(new byte[] {1}, "image/png")
                        .withAnnotations(HINTS)
                        .mimeType())
                .isEqualTo("image/png");
        assertThat(Content.audio(new byte[] {1}, "audio/wav")
                        .withAnnotations(HINTS)
                        .data())
                .containsExactly(1);
        assertThat(Content.embeddedResource(contents).withAnnotations(HINTS).resource())
                .isEqualTo(contents);
        assertThat(List.of(link.uri(), link.name())).containsExactly("app://a", "a");
        assertThat(List.of(link.title(), link.description(), link.mimeType()))
                .containsExactly(Optional.of("A"), Optional.of("About A"), Optional.of("text/plain"));
        assertThat(link.annotations()).isEqualTo(HINTS);
    }

    @Test
    void ofAnEmbeddedResourceNameItsUri() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.embeddedResource(ResourceContents.text("a")))
                .withMessage("an embedded resource has no uri; expected one: add withUri(\"…\")");
    }

    @Test
    void ofClientsAreWhatTheySayOfThemselves() {
        ClientInfo client = ClientInfo.of("n", "1").withTitle("N");

        assertThat(List.of(client.name(), client.version())).containsExactly("n", "1");
        assertThat(client.title()).contains("N");
        assertThat(ClientInfo.of("n", "1").title()).isEmpty();
    }

    @Test
    void ofAFailedToolHaveAnyContent() {
        ToolResult failed = ToolResult.error(Content.text("no"), Content.image(new byte[1], "image/png"));

        assertThat(failed.isError()).isTrue();
        assertThat(failed.content()).hasSize(2);
        assertThat(failed.withMeta(object("{'a':1}")).isError()).isTrue();
    }
}
