package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.verification.transport.StubEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

/** Connections that begin while the server stops. */
final class StopTest {

    @RepeatedTest(20)
    void closesConnectionsThatAreBeingAccepted() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            try (TestServer server = TestServer.start(StubEndpoint.echo(100))) {
                for (int i = 0; i < 8; i++) {
                    sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                }
            }
            assertThat(sockets).allMatch(StopTest::isClosedByServer);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isClosedByServer(Socket socket) {
        try {
            socket.setSoTimeout(2_000);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
