package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.server.support.RecordingLogger;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.PublicDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicDocumentsTest {

    private static final String PATH = "/.well-known/oauth-protected-resource";

    private final RecordingLogger logger = new RecordingLogger();
    private final PublicDocuments documents = new PublicDocuments(new RateLimitedLog(logger, new TestClock()));

    @BeforeEach
    void publishOne() {
        documents.publish(PATH, () -> Optional.of(document("{}")));
    }

    private static PublicDocument document(String text) {
        return PublicDocument.of("application/json", text.getBytes(StandardCharsets.UTF_8))
                .withMaxAge(Duration.ofHours(1));
    }

    private Exchange.Response answer(ArrivedRequest request) {
        Exchange.Response response = documents.answer(request).orElseThrow();
        assertThat(ResponseFields.of(response.headers())).containsEntry("Access-Control-Allow-Origin", "*");
        return response;
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, PATH + "/", PATH + "?x=y"})
    void canBeReadFromEveryOriginWithoutCredentials(String target) {
        ArrivedRequest request = new ArrivedRequest("GET", target)
                .with("Origin", "https://any.example")
                .with("Host", "anything");

        Exchange.Response response = answer(request);

        assertThat(response.status()).isEqualTo(200);
        assertThat(ResponseFields.of(response.headers()))
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "public, max-age=3600")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsKey("ETag");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
    }

    @Test
    void answerHeadLikeGet() {
        Exchange.Response get = answer(new ArrivedRequest("GET", PATH));
        Exchange.Response head = answer(new ArrivedRequest("HEAD", PATH));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).isEqualTo(get.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void areNotSentAgainIfTheClientHasThem(String known) {
        String tag = answer(new ArrivedRequest("GET", PATH))
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        Exchange.Response response =
                answer(new ArrivedRequest("GET", PATH).with("If-None-Match", known.replace("%s", tag)));

        assertThat(response.status()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(ResponseFields.of(response.headers()))
                .containsEntry("ETag", tag)
                .containsEntry("Cache-Control", "public, max-age=3600");
    }

    @Test
    void areSentAgainIfTheyHaveChanged() {
        documents.publish("/changing", new PublicDocument.Source() {
            private int count;

            @Override
            public Optional<PublicDocument> read() {
                return Optional.of(document("{\"count\":" + count++ + "}"));
            }
        });
        String tag = answer(new ArrivedRequest("GET", "/changing"))
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        assertThat(answer(new ArrivedRequest("GET", "/changing").with("If-None-Match", tag))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "get"})
    void refuseEveryOtherMethod(String method) {
        Exchange.Response response = answer(new ArrivedRequest(method, PATH));

        assertThat(response.status()).isEqualTo(405);
        assertThat(ResponseFields.of(response.headers())).containsEntry("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void allowTheHeadersThatClientsAddToTheirDiscovery() {
        Exchange.Response response = answer(
                new ArrivedRequest("OPTIONS", PATH).with("Access-Control-Request-Headers", "mcp-protocol-version"));

        assertThat(response.status()).isEqualTo(204);
        assertThat(ResponseFields.of(response.headers()))
                .containsEntry("Access-Control-Allow-Headers", "mcp-protocol-version")
                .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
                .doesNotContainKey("WWW-Authenticate");
    }

    @Test
    void areNotFoundUntilTheyCanBeRead() {
        documents.publish("/later", Optional::empty);

        Exchange.Response response = answer(new ArrivedRequest("GET", "/later"));

        assertThat(response.status()).isEqualTo(404);
        assertThat(ResponseFields.of(response.headers())).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void answer500WhereTheirSourceBreaksAndSayNothingOfTheReason() {
        documents.publish("/broken", () -> {
            throw new IllegalStateException("secret");
        });

        Exchange.Response response = answer(new ArrivedRequest("GET", "/broken"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(logger.lines())
                .containsExactly("WARNING document '/broken' could not be read: java.lang.IllegalStateException;"
                        + " the request was answered with 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/", "", PATH + "//", PATH + "/x", "/.well-known"})
    void leaveOtherPathsAlone(String path) {
        assertThat(documents.answer(new ArrivedRequest("GET", path))).isEmpty();
    }

    @Test
    void needAPathThatIsValidAndFree() {
        assertThatThrownBy(() -> documents.publish(PATH, Optional::empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a document is already published at '" + PATH + "'; expected one document for each path");
        for (String path : new String[] {"", "/", "x", "/x/"}) {
            assertThatThrownBy(() -> documents.publish(path, Optional::empty))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + path
                            + "' is not a path for a document; expected '/' at its beginning and not at its end");
        }
    }
}
