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
 * Opens connections to addresses that were looked at. Whatever happens on a connection ends when its time is over or the
 * call is cancelled: it is closed then, which wakes whoever reads from it, however slowly the bytes come.
 */
final class Sockets {

    private static final int CONNECT_MILLIS = 5_000;

    private final Services services;

    Sockets(Services services) {
        this.services = services;
    }

    /** A connection; closing it also ends the watch over its time. */
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
     * Connects to one of the target's addresses, and encrypts where its scheme wants that.
     *
     * @param left how long all of what happens on the connection may take
     */
    Connection open(Guard.Target target, Duration left, Call call) throws IOException {
        IOException last = new IOException("the host has no address");
        long end = System.nanoTime() + left.toNanos();
        for (InetAddress address : target.addresses()) {
            long nanos = end - System.nanoTime();
            if (nanos <= 0) {
                break;
            }
            // No proxy: nobody could see whom a proxy calls.
            Socket plain = new Socket(Proxy.NO_PROXY);
            Connection connection = new Connection(plain, watch(plain, nanos, call));
            try {
                int millis = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
                plain.connect(new InetSocketAddress(address, target.port()), Math.min(CONNECT_MILLIS, millis));
                if (target.isEncrypted()) {
                    connection.socket = encrypt(plain, target);
                }
                return connection;
            } catch (IOException e) {
                connection.close();
                last = e;
            }
        }
        throw last;
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

    /** Closes the plain socket, which never waits; closing an encrypted one would first say goodbye. */
    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
