package dev.lmcp.tools.web;

import dev.lmcp.Call;
import dev.lmcp.spi.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens connections to checked addresses.
 *
 * <p>A connection is closed when its time has passed or the call is cancelled. That wakes a thread that reads from it, even
 * if the bytes arrive slowly.
 */
final class Sockets {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final Services services;

    Sockets(Services services) {
        this.services = services;
    }

    /** A connection. Closing it also cancels its timeout. */
    static final class Connection implements AutoCloseable {

        private final Socket plain;
        private final Services.Scheduled alarm;
        private Socket socket;

        private Connection(Socket plain, Services.Scheduled alarm) {
            this.plain = plain;
            this.alarm = alarm;
            this.socket = plain;
        }

        Socket socket() {
            return socket;
        }

        @Override
        public void close() {
            alarm.cancel();
            shut(plain);
        }
    }

    /**
     * Connects to one of the target's addresses, with TLS if the scheme is https.
     *
     * @param left the timeout for everything on this connection
     */
    Connection open(Guard.Target target, Duration left, Call call) throws IOException {
        IOException lastFailure = new IOException("the host has no address");
        long end = System.nanoTime() + left.toNanos();
        for (InetAddress address : target.addresses()) {
            long nanos = end - System.nanoTime();
            if (nanos <= 0) {
                break;
            }
            // No proxy, because the address that a proxy connects to cannot be checked.
            Socket plain = new Socket(Proxy.NO_PROXY);
            Connection connection = new Connection(plain, watch(plain, nanos, call));
            try {
                int millis = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
                plain.connect(new InetSocketAddress(address, target.port()), Math.min(CONNECT_TIMEOUT_MILLIS, millis));
                if (target.isEncrypted()) {
                    connection.socket = encrypt(plain, target);
                }
                return connection;
            } catch (IOException e) {
                connection.close();
                lastFailure = e;
            }
        }
        throw lastFailure;
    }

    private Services.Scheduled watch(Socket socket, long nanos, Call call) {
        call.onCancel(() -> shut(socket));
        return services.schedule(Duration.ofNanos(nanos), () -> services.execute(() -> shut(socket)));
    }

    private static Socket encrypt(Socket plain, Guard.Target target) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket encrypted = (SSLSocket) factory.createSocket(plain, target.host(), target.port(), false);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    /** Closes the plain socket, which never blocks. Closing a TLS socket would first send a message. */
    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The socket is closed nevertheless.
        }
    }
}
