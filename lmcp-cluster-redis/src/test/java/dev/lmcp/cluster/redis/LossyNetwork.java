package dev.lmcp.cluster.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Passes connections on to a port, and can lose all further bytes of those that are open, without closing them. */
final class LossyNetwork implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Pair> pairs = new ConcurrentLinkedQueue<>();
    private final int port;

    private static final class Pair {

        private final Socket near;
        private final Socket far;
        private volatile boolean losesOut;
        private volatile boolean losesBack;

        Pair(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }
    }

    LossyNetwork(int port) throws IOException {
        this.port = port;
        daemon(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Loses what the open connections carry from now on, to the port or back. */
    void loseOpenConnections(boolean isOutward) {
        pairs.forEach(pair -> {
            pair.losesOut |= isOutward;
            pair.losesBack |= !isOutward;
        });
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "lossy-network");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listening.accept();
                Pair pair = new Pair(near, new Socket(InetAddress.getLoopbackAddress(), port));
                pairs.add(pair);
                daemon(() -> carry(pair, true));
                daemon(() -> carry(pair, false));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private static void carry(Pair pair, boolean isOutward) {
        byte[] bytes = new byte[8192];
        try (Socket from = isOutward ? pair.near : pair.far;
                Socket to = isOutward ? pair.far : pair.near) {
            for (int n = from.getInputStream().read(bytes);
                    n >= 0;
                    n = from.getInputStream().read(bytes)) {
                if (!(isOutward ? pair.losesOut : pair.losesBack)) {
                    to.getOutputStream().write(bytes, 0, n);
                }
            }
        } catch (IOException e) {
            // one side has closed the connection
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
