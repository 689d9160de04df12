package dev.lmcp.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Call;
import dev.lmcp.ToolException;
import dev.lmcp.testkit.plugin.TestServices;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host name whose addresses change between two look-ups. */
final class FetcherTest {

    private final TestServices services = TestServices.at(Instant.EPOCH);
    private final AtomicInteger questions = new AtomicInteger();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::answer, "one-answer");
        thread.setDaemon(true);
        thread.start();
    }

    private void answer() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream()
                        .write(("HTTP/1.1 302 Found\r\nLocation: http://again.example:" + server.getLocalPort()
                                        + "/\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The server is closed.
            }
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        services.close();
    }

    private static Call nobody() {
        return (Call) Proxy.newProxyInstance(
                Call.class.getClassLoader(),
                new Class<?>[] {Call.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? Boolean.FALSE : null);
    }

    private Fetcher.Request request(String host) {
        return new Fetcher.Request(
                "GET",
                Guard.parse("http://" + host + ":" + server.getLocalPort() + "/"),
                "test",
                "*/*",
                100,
                Duration.ofSeconds(10));
    }

    private List<InetAddress> resolve(String host) {
        questions.incrementAndGet();
        return List.of(InetAddress.getLoopbackAddress());
    }

    @Test
    void resolvesAHostOncePerRequestAndAgainAfterARedirect() {
        Guard guard = new Guard(Set.of("first.example"), this::resolve);
        Fetcher fetcher = new Fetcher(guard, new Sockets(services));

        assertThatThrownBy(() -> fetcher.fetch(request("first.example"), nobody()))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("the host 'again.example' has an address that is not public");
        assertThat(questions).hasValue(2);
    }

    @Test
    void doesNotConnectToAnAddressThatIsNotPublic() {
        Guard guard = new Guard(Set.of(), this::resolve);
        Fetcher fetcher = new Fetcher(guard, new Sockets(services));

        assertThatThrownBy(() -> fetcher.fetch(request("first.example"), nobody()))
                .hasMessageContaining("the host 'first.example' has an address that is not public");
    }
}
